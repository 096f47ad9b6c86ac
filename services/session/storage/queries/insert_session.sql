-- Adds a contact as it was started, unless the request has made one before: no
-- row back. Times in µs since the epoch.
INSERT INTO session.session
  (session_id, tenant_id, requester, request_id, channel, locale, customer_id,
   customer_name, source, start_time, state, floor_owner, floor_epoch, last_seq,
   previous_session_id)
VALUES ($1, current_setting('aicc.tenant_id'), $2, $3, $4, $5, $6, $7, $8,
        'epoch'::timestamptz + $9::bigint * interval '1 microsecond',
        $10, $11, $12, 0, $13::uuid)
ON CONFLICT (tenant_id, requester, request_id) DO NOTHING
RETURNING session_id;
