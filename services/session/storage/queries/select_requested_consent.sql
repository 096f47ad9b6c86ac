-- Reads the receipt that the request $2 has kept for the id $1.
SELECT c.consent_id, c.customer_id, c.purpose, c.granted, c.source,
       c.recorder_role, c.recorder,
       (extract(epoch FROM c.consent_time) * 1000000)::bigint AS consent_us,
       (extract(epoch FROM c.expire_time) * 1000000)::bigint AS expire_us,
       (extract(epoch FROM c.record_time) * 1000000)::bigint AS record_us
  FROM session.consent c
 WHERE c.tenant_id = current_setting('aicc.tenant_id')
   AND c.customer_id = $1
   AND c.request = $2;
