-- Keeps a customer: $1 id, $2 name, $3 locale, $4 now in µs since the epoch. No
-- row back: the id was merged into another, and nothing was changed.
INSERT INTO session.customer AS c
  (tenant_id, customer_id, display_name, locale, create_time, update_time)
VALUES (current_setting('aicc.tenant_id'), $1, $2, $3,
        'epoch'::timestamptz + $4::bigint * interval '1 microsecond',
        'epoch'::timestamptz + $4::bigint * interval '1 microsecond')
ON CONFLICT (tenant_id, customer_id) DO UPDATE
   SET display_name = excluded.display_name,
       locale       = excluded.locale,
       update_time  = excluded.update_time
 WHERE c.merged_into IS NULL
RETURNING c.customer_id;
