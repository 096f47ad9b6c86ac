-- Keeps a receipt, unless the request $3 has kept one before: no row back. Times
-- in µs since the epoch, null for none. Unless $12, the time was given, it is
-- after that of any other receipt of the purpose.
INSERT INTO session.consent AS c
  (consent_id, tenant_id, customer_id, request, purpose, granted, source,
   consent_time, expire_time, record_time, recorder_role, recorder)
VALUES ($1, current_setting('aicc.tenant_id'), $2, $3, $4, $5, $6,
        greatest('epoch'::timestamptz + $7::bigint * interval '1 microsecond',
                 CASE WHEN NOT $12::boolean THEN (
                   SELECT max(o.consent_time) + interval '1 microsecond'
                     FROM session.consent o
                    WHERE o.tenant_id = current_setting('aicc.tenant_id')
                      AND o.customer_id = ANY (
                            ARRAY(SELECT session.customer_ids($2)))
                      AND o.purpose = $4) END),
        'epoch'::timestamptz + $8::bigint * interval '1 microsecond',
        'epoch'::timestamptz + $9::bigint * interval '1 microsecond',
        $10, $11)
ON CONFLICT (tenant_id, customer_id, request) DO NOTHING
RETURNING c.consent_id, c.customer_id, c.purpose, c.granted, c.source,
          c.recorder_role, c.recorder,
          (extract(epoch FROM c.consent_time) * 1000000)::bigint AS consent_us,
          (extract(epoch FROM c.expire_time) * 1000000)::bigint AS expire_us,
          (extract(epoch FROM c.record_time) * 1000000)::bigint AS record_us;
