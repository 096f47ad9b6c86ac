-- Finds an open offer that has run out by $1, or that ends after $2: made before
-- the clock was set back. In µs since the epoch.
SELECT o.offer_id, o.session_id, o.agent_id, o.state, o.change, o.role,
       (extract(epoch FROM o.expire_time) * 1000000)::bigint AS expire_us
  FROM session.offer o
 WHERE o.state = 1
   AND (o.expire_time <=
          'epoch'::timestamptz + $1::bigint * interval '1 microsecond'
        OR o.expire_time >
          'epoch'::timestamptz + $2::bigint * interval '1 microsecond')
 ORDER BY o.expire_time
 LIMIT 1;
