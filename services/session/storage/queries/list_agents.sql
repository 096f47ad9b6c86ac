-- Reads a page of agents by id: those after $1, at most $2.
SELECT *
  FROM session.agent_now
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND agent_id > $1
 ORDER BY agent_id
 LIMIT $2;
