-- Reads a page of contacts, newest first. Null means any: $1 older than this
-- session id, $2 state, $3 and $4 started from and before, in µs since the
-- epoch, $5 agent, $6 queue. $7 how many.
SELECT s.*
  FROM session.contact s
 WHERE s.tenant_id = current_setting('aicc.tenant_id')
   AND ($1::uuid IS NULL OR s.session_id < $1)
   AND ($2::smallint IS NULL OR s.state = $2)
   AND ($3::bigint IS NULL OR
        s.start_time >= 'epoch'::timestamptz + $3 * interval '1 microsecond')
   AND ($4::bigint IS NULL OR
        s.start_time < 'epoch'::timestamptz + $4 * interval '1 microsecond')
   AND ($5::text IS NULL OR s.agent_id = $5)
   AND ($6::text IS NULL OR s.queue = $6)
 ORDER BY s.session_id DESC
 LIMIT $7;
