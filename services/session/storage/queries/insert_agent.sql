-- Makes an agent known who is not yet. $1 agent, $2 when, in µs since the epoch.
INSERT INTO session.agent
  (tenant_id, agent_id, display_name, presence, wish, presence_time, idle_time,
   seen_time)
SELECT current_setting('aicc.tenant_id'), $1, $1, 5, 5, t, t, t
  FROM (SELECT 'epoch'::timestamptz
               + $2::bigint * interval '1 microsecond' AS t) now
ON CONFLICT DO NOTHING;
