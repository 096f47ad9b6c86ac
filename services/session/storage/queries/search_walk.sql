-- Goes through contacts, newest first, and tells of each which words its utterances
-- have the terms of. Null means any: $1 and $2 before this
-- start and id, $3 and $4 started from and before, $5 states, $6 queue, $7 agent,
-- $8 customer, $9 disposition, $10 intent; times in µs since the epoch. $11 how
-- many. $12 and $13 patterns: the number of each one's word, and its terms as
-- text.
WITH pattern AS MATERIALIZED (
  SELECT p.word, p.terms::integer[] AS terms
    FROM unnest($12::integer[], $13::text[]) p(word, terms))
SELECT w.session_id,
       (extract(epoch FROM w.start_time) * 1000000)::bigint AS start_us,
       said.words
  FROM (SELECT s.session_id, s.start_time
          FROM session.session s
         WHERE s.tenant_id = current_setting('aicc.tenant_id')
           AND ($1::bigint IS NULL OR
                (s.start_time, s.session_id) <
                ('epoch'::timestamptz + $1 * interval '1 microsecond',
                 $2::uuid))
           AND ($3::bigint IS NULL OR
                s.start_time >=
                'epoch'::timestamptz + $3 * interval '1 microsecond')
           AND ($4::bigint IS NULL OR
                s.start_time <
                'epoch'::timestamptz + $4 * interval '1 microsecond')
           AND ($5::smallint[] IS NULL OR s.state = ANY ($5))
           AND ($6::text IS NULL OR s.queue = $6)
           AND ($7::text IS NULL OR s.agent_id = $7)
           AND ($8::text IS NULL OR s.customer_id = $8)
           AND ($9::text IS NULL OR s.disposition = $9)
           AND ($10::text IS NULL OR s.intent = $10)
         ORDER BY s.start_time DESC, s.session_id DESC
         LIMIT $11) w
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT p.word), '{}') AS words
      FROM pattern p
      JOIN session.utterance_terms t ON t.terms @> p.terms
     WHERE t.session_id = w.session_id) said
 ORDER BY w.start_time DESC, w.session_id DESC;
