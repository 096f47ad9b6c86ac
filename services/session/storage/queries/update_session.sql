-- Saves the changeable part of a locked contact. $1 session id; times in µs
-- since the epoch, or null.
UPDATE session.session
   SET state        = $2,
       floor_owner  = $3,
       floor_epoch  = $4,
       floor_agent  = $5,
       last_seq     = $6,
       queue        = $7,
       agent_id     = $8,
       brief        = $9::jsonb,
       intent       = $10,
       disposition  = $11,
       end_reason   = $12,
       queue_time   = 'epoch'::timestamptz
                      + $13::bigint * interval '1 microsecond',
       connect_time = 'epoch'::timestamptz
                      + $14::bigint * interval '1 microsecond',
       end_time     = 'epoch'::timestamptz
                      + $15::bigint * interval '1 microsecond',
       close_time   = 'epoch'::timestamptz
                      + $16::bigint * interval '1 microsecond',
       offer_id     = $17::uuid,
       priority     = $18,
       skills       = $19::jsonb,
       preferred_agent = $20,
       target_agent = $21,
       participants = $22::jsonb,
       invitation   = $23::jsonb,
       follow_up    = $24::jsonb,
       not_before   = 'epoch'::timestamptz
                      + $25::bigint * interval '1 microsecond',
       wrap_up_expire_time = 'epoch'::timestamptz
                      + $26::bigint * interval '1 microsecond'
 WHERE session_id = $1;
