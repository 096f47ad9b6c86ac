-- Reads one agent. $1 agent.
SELECT *
  FROM session.agent_now
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND agent_id = $1;
