-- Adds an agent or replaces what is known of them. $1 agent, $2 name, $3
-- presence, $4 wish, $5 queues as a JSON array or null for all, $6 since when and
-- $7 idle since, in µs since the epoch, $8 skills, $9 chat and $10 voice
-- capacity, $11 engagements, $12 whether they have room, $13 seen when.
INSERT INTO session.agent
  (tenant_id, agent_id, display_name, presence, wish, queues, presence_time,
   idle_time, skills, chat_capacity, voice_capacity, engagements, has_room,
   seen_time)
VALUES (current_setting('aicc.tenant_id'), $1, $2, $3, $4,
        (SELECT array_agg(q) FROM jsonb_array_elements_text($5::jsonb) q),
        'epoch'::timestamptz + $6::bigint * interval '1 microsecond',
        'epoch'::timestamptz + $7::bigint * interval '1 microsecond',
        $8::jsonb, $9, $10, $11::jsonb, $12,
        'epoch'::timestamptz + $13::bigint * interval '1 microsecond')
ON CONFLICT (tenant_id, agent_id) DO UPDATE
  SET display_name   = excluded.display_name,
      presence       = excluded.presence,
      wish           = excluded.wish,
      queues         = excluded.queues,
      presence_time  = excluded.presence_time,
      idle_time      = excluded.idle_time,
      skills         = excluded.skills,
      chat_capacity  = excluded.chat_capacity,
      voice_capacity = excluded.voice_capacity,
      engagements    = excluded.engagements,
      has_room       = excluded.has_room;
