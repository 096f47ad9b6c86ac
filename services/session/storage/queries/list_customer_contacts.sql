-- Reads a page of contacts of the customer who has or had the id $1, newest
-- first: those older than $2, or from the newest if it is null, at most $3. As
-- many of each id are looked at, in its index.
SELECT s.session_id, s.customer_id, s.state, s.floor_owner, s.floor_epoch,
       s.floor_agent, s.last_seq, s.agent_id, s.intent, s.channel, s.locale,
       s.customer_name, s.source, s.queue, s.brief, s.disposition,
       s.end_reason, s.offer_id,
       (extract(epoch FROM s.start_time) * 1000000)::bigint AS start_us,
       (extract(epoch FROM s.queue_time) * 1000000)::bigint AS queue_us,
       (extract(epoch FROM s.connect_time) * 1000000)::bigint AS connect_us,
       (extract(epoch FROM s.end_time) * 1000000)::bigint AS end_us,
       (extract(epoch FROM s.close_time) * 1000000)::bigint AS close_us
  FROM session.customer_ids($1) AS ids (id)
 CROSS JOIN LATERAL (
   SELECT v.*
     FROM session.session v
    WHERE v.tenant_id = current_setting('aicc.tenant_id')
      AND v.customer_id = ids.id
      AND ($2::uuid IS NULL OR v.session_id < $2)
    ORDER BY v.session_id DESC
    LIMIT $3) s
 ORDER BY s.session_id DESC
 LIMIT $3;
