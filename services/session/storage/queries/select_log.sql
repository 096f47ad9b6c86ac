-- Reads how a contact is, with the events of its log after $2, at most $3 of
-- them, in order. $1 session id. One row without an event if there are none.
SELECT s.customer_id, s.state, s.last_seq, e.*
  FROM session.session s
  LEFT JOIN LATERAL (
    SELECT v.seq, v.event_id, v.type, v.speaker, v.floor_epoch, v.agent_id,
           v.confidence, v.text, v.data, v.audience,
           (extract(epoch FROM v.event_time) * 1000000)::bigint AS event_us,
           (extract(epoch FROM v.record_time) * 1000000)::bigint AS record_us
      FROM session.event v
     WHERE v.session_id = $1
       AND v.seq > $2
     ORDER BY v.seq
     LIMIT $3) e ON true
 WHERE s.session_id = $1
 ORDER BY e.seq;
