-- Reads contacts, $1, newest first by their start.
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
 WHERE s.session_id = ANY ($1::uuid[])
 ORDER BY s.start_time DESC, s.session_id DESC;
