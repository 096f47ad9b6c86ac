-- Reads and locks those of some agents whom nobody else is looking at. $1 agents.
SELECT *
  FROM session.agent_now
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND agent_id = ANY ($1::text[])
   FOR NO KEY UPDATE SKIP LOCKED;
