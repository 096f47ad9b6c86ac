-- Keeps a summary, unless one that reaches as far is kept already.
-- $1 session id, $2 last seq, $3 locale, $4 model, $5 dropped sentences,
-- $6 sections and $7 entities as JSON, $8 create time in µs since the epoch.
INSERT INTO summary.summary
       (tenant_id, session_id, last_seq, locale, model, dropped_sentence_count,
        sections, entities, create_time)
VALUES (current_setting('aicc.tenant_id'), $1, $2, $3, $4, $5, $6, $7,
        'epoch'::timestamptz + $8::bigint * interval '1 microsecond')
    ON CONFLICT (tenant_id, session_id, last_seq) DO NOTHING;
