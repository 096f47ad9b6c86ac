-- Finds contacts by the index of words, newest first. $1 to $13 as of search_walk;
-- $14 and $15 readings, the words of which all must be there; $15 may be null. $16
-- words that few contacts have.
SELECT s.session_id,
       (extract(epoch FROM s.start_time) * 1000000)::bigint AS start_us
  FROM (SELECT session.contacts_with_terms(
                 $12::integer[], $13::text[], $14::integer[], $16::integer[])
         UNION
        SELECT session.contacts_with_terms(
                 $12::integer[], $13::text[], $15::integer[], $16::integer[])
       ) f(session_id)
  JOIN session.session s ON s.session_id = f.session_id
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
 LIMIT $11;
