-- Reads an agent's open offer. $1 agent.
SELECT o.offer_id, o.session_id, o.agent_id, o.state, o.change, o.role,
       (extract(epoch FROM o.expire_time) * 1000000)::bigint AS expire_us
  FROM session.offer o
 WHERE o.tenant_id = current_setting('aicc.tenant_id')
   AND o.agent_id = $1
   AND o.state = 1;
