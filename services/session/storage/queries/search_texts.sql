-- Reads the utterances of some contacts, $1, that have the terms of a pattern,
-- $2 and $3 as of search_walk: up to 16 a pattern, in order.
WITH pattern AS MATERIALIZED (
  SELECT p.terms::integer[] AS terms
    FROM unnest($2::integer[], $3::text[]) p(word, terms))
SELECT e.session_id, e.seq, e.speaker, e.text,
       (extract(epoch FROM e.event_time) * 1000000)::bigint AS event_us
  FROM (SELECT DISTINCT t.session_id, t.seq
          FROM unnest($1::uuid[]) c(session_id)
         CROSS JOIN pattern p
         CROSS JOIN LATERAL (
           SELECT u.session_id, u.seq
             FROM session.utterance_terms u
            WHERE u.session_id = c.session_id
              AND u.terms @> p.terms
            ORDER BY u.seq
            LIMIT 16) t) f
  JOIN session.event e ON e.session_id = f.session_id AND e.seq = f.seq
 WHERE e.text IS NOT NULL
 ORDER BY e.session_id, e.seq;
