-- Notes that an agent was seen. $1 agent, $2 when, in µs since the epoch. No row
-- back if there is no such agent.
UPDATE session.agent
   SET seen_time = 'epoch'::timestamptz
                   + $2::bigint * interval '1 microsecond'
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND agent_id = $1
RETURNING agent_id;
