-- Reads a page of contacts, newest first. Null means any: $1 older than this
-- session id, $2 state, $3 and $4 started from and before, in µs since the
-- epoch, $5 agent, $6 queue. $7 how many.
SELECT s.session_id, s.customer_id, s.state, s.floor_owner, s.floor_epoch,
       s.floor_agent, s.last_seq, s.agent_id, s.intent, s.channel, s.locale,
       s.customer_name, s.source, s.queue, s.brief, s.disposition,
       s.end_reason, s.offer_id,
       (extract(epoch FROM s.start_time) * 1000000)::bigint AS start_us,
       (extract(epoch FROM s.queue_time) * 1000000)::bigint AS queue_us,
       (extract(epoch FROM s.connect_time) * 1000000)::bigint AS connect_us,
       (extract(epoch FROM s.end_time) * 1000000)::bigint AS end_us,
       (extract(epoch FROM s.close_time) * 1000000)::bigint AS close_us
  FROM session.session s
 WHERE s.tenant_id = current_setting('aicc.tenant_id')
   AND ($1::uuid IS NULL OR s.session_id < $1)
   AND ($2::smallint IS NULL OR s.state = $2)
   AND ($3::bigint IS NULL OR
        s.start_time >= 'epoch'::timestamptz + $3 * interval '1 microsecond')
   AND ($4::bigint IS NULL OR
        s.start_time < 'epoch'::timestamptz + $4 * interval '1 microsecond')
   AND ($5::text IS NULL OR s.agent_id = $5)
   AND ($6::text IS NULL OR s.queue = $6)
 ORDER BY s.session_id DESC
 LIMIT $7;
