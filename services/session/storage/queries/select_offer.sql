-- Reads one offer. $1 offer id.
SELECT o.offer_id, o.session_id, o.agent_id, o.state, o.change, o.role,
       (extract(epoch FROM o.expire_time) * 1000000)::bigint AS expire_us
  FROM session.offer o
 WHERE o.offer_id = $1;
