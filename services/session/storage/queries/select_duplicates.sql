-- Finds which of some events are there already. $1 session ids and $2 event ids,
-- in pairs. One look into the index for each; REQUIRES: the contacts are locked.
SELECT i.n, e.seq
  FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY i(session_id, event_id, n)
 CROSS JOIN LATERAL (
   SELECT o.seq FROM session.event o
    WHERE o.session_id = i.session_id AND o.event_id = i.event_id
    LIMIT 1) e;
