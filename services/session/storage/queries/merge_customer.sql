-- Makes the customer $2, and all that were merged into it, part of $1. $3 now in
-- µs since the epoch. Both are locked, and neither is merged.
WITH moved AS (
  UPDATE session.customer_identifier
     SET customer_id = $1
   WHERE tenant_id = current_setting('aicc.tenant_id')
     AND customer_id = $2),
gone AS (
  UPDATE session.customer
     SET merged_into  = $1,
         display_name = '',
         locale       = '',
         update_time  = 'epoch'::timestamptz
                        + $3::bigint * interval '1 microsecond'
   WHERE tenant_id = current_setting('aicc.tenant_id')
     AND (customer_id = $2 OR merged_into = $2))
UPDATE session.customer c
   SET display_name = coalesce(nullif(c.display_name, ''), other.display_name),
       locale       = coalesce(nullif(c.locale, ''), other.locale),
       update_time  = 'epoch'::timestamptz
                      + $3::bigint * interval '1 microsecond'
  FROM session.customer other
 WHERE c.tenant_id = current_setting('aicc.tenant_id')
   AND c.customer_id = $1
   AND other.tenant_id = c.tenant_id
   AND other.customer_id = $2;
