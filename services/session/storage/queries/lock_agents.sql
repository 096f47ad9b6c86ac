-- Reads some agents and keeps others from changing them, in the order of their
-- ids, so that two transactions never wait for each other in a circle. $1 agents.
SELECT *
  FROM session.agent_now
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND agent_id = ANY ($1::text[])
 ORDER BY agent_id
   FOR NO KEY UPDATE;
