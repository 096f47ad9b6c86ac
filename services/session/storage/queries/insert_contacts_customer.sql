-- Makes the id $1 known, if it has contacts. $2 now in µs since the epoch.
INSERT INTO session.customer (tenant_id, customer_id, create_time, update_time)
SELECT current_setting('aicc.tenant_id'), $1::text,
       'epoch'::timestamptz + $2::bigint * interval '1 microsecond',
       'epoch'::timestamptz + $2::bigint * interval '1 microsecond'
 WHERE EXISTS (SELECT FROM session.session s
                WHERE s.tenant_id = current_setting('aicc.tenant_id')
                  AND s.customer_id = $1)
ON CONFLICT (tenant_id, customer_id) DO NOTHING;
