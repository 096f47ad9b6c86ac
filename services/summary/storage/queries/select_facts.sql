-- The facts of those contacts that have some of this version; the first had no
-- number.
-- $1 session ids, as an array, $2 the version.
SELECT session_id, last_seq, state, handled_by, first_intent, disposition,
       rating, wait_us, talk_us, hold_us, wrap_up_us, answers, progress,
       (extract(epoch FROM start_time) * 1000000)::bigint AS start_us,
       (extract(epoch FROM state_time) * 1000000)::bigint AS state_us,
       (extract(epoch FROM queue_time) * 1000000)::bigint AS queue_us,
       (extract(epoch FROM connect_time) * 1000000)::bigint AS connect_us,
       (extract(epoch FROM end_time) * 1000000)::bigint AS end_us,
       (extract(epoch FROM close_time) * 1000000)::bigint AS close_us
  FROM summary.contact_fact
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND session_id = ANY ($1::uuid[])
   AND coalesce((progress->>'version')::int, 1) = $2;
