-- Adds an agent or replaces what is known of them. $1 agent, $2 name, $3
-- presence, $4 wish, $5 queues as a JSON array or null for all, $6 since when,
-- in µs since the epoch.
INSERT INTO session.agent
  (tenant_id, agent_id, display_name, presence, wish, queues, presence_time)
VALUES (current_setting('aicc.tenant_id'), $1, $2, $3, $4,
        (SELECT array_agg(q) FROM jsonb_array_elements_text($5::jsonb) q),
        'epoch'::timestamptz + $6::bigint * interval '1 microsecond')
ON CONFLICT (tenant_id, agent_id) DO UPDATE
  SET display_name  = excluded.display_name,
      presence      = excluded.presence,
      wish          = excluded.wish,
      queues        = excluded.queues,
      presence_time = excluded.presence_time;
