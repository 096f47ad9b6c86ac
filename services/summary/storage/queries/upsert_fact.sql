-- Saves what is known of a contact, unless as much or more of its log is in the
-- row already; a row of an older version is replaced by any. Times are µs since
-- the epoch, or null.
-- $1 session id, $2 last seq, $3 start, $4 state, $5 since when, $6 queue,
-- $7 connect, $8 end and $9 close time, $10 wait, $11 talk, $12 hold and $13
-- wrap-up in µs, $14 handled by, $15 first intent, $16 disposition, $17 rating
-- or null, $18 answers, $19 escalations and $20 progress as JSON.
INSERT INTO summary.contact_fact
       (tenant_id, session_id, last_seq, start_time, state, state_time,
        queue_time, connect_time, end_time, close_time, wait_us, talk_us,
        hold_us, wrap_up_us, handled_by, first_intent, disposition, rating,
        answers, escalations, progress)
VALUES (current_setting('aicc.tenant_id'), $1, $2,
        'epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4,
        'epoch'::timestamptz + $5::bigint * interval '1 microsecond',
        'epoch'::timestamptz + $6::bigint * interval '1 microsecond',
        'epoch'::timestamptz + $7::bigint * interval '1 microsecond',
        'epoch'::timestamptz + $8::bigint * interval '1 microsecond',
        'epoch'::timestamptz + $9::bigint * interval '1 microsecond',
        $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
    ON CONFLICT (tenant_id, session_id) DO UPDATE
   SET last_seq     = excluded.last_seq,
       start_time   = excluded.start_time,
       state        = excluded.state,
       state_time   = excluded.state_time,
       queue_time   = excluded.queue_time,
       connect_time = excluded.connect_time,
       end_time     = excluded.end_time,
       close_time   = excluded.close_time,
       wait_us      = excluded.wait_us,
       talk_us      = excluded.talk_us,
       hold_us      = excluded.hold_us,
       wrap_up_us   = excluded.wrap_up_us,
       handled_by   = excluded.handled_by,
       first_intent = excluded.first_intent,
       disposition  = excluded.disposition,
       rating       = excluded.rating,
       answers      = excluded.answers,
       escalations  = excluded.escalations,
       progress     = excluded.progress
 WHERE contact_fact.last_seq < excluded.last_seq
    OR coalesce((contact_fact.progress->>'version')::int, 1)
         < (excluded.progress->>'version')::int;
