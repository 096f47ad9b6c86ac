-- Keeps a receipt, unless the request $3 has kept one before: no row back. Times
-- in µs since the epoch, null for none.
INSERT INTO session.consent
  (consent_id, tenant_id, customer_id, request, purpose, granted, source,
   consent_time, expire_time, record_time, recorder_role, recorder)
VALUES ($1, current_setting('aicc.tenant_id'), $2, $3, $4, $5, $6,
        'epoch'::timestamptz + $7::bigint * interval '1 microsecond',
        'epoch'::timestamptz + $8::bigint * interval '1 microsecond',
        'epoch'::timestamptz + $9::bigint * interval '1 microsecond',
        $10, $11)
ON CONFLICT (tenant_id, customer_id, request) DO NOTHING
RETURNING consent_id;
