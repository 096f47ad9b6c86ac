-- Reads the agents who may be offered something.
SELECT *
  FROM session.agent_now
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND has_room;
