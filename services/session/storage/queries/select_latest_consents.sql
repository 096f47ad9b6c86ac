-- Reads of each purpose the receipt that counts for the customer who has or had
-- the id $1: this id's latest if it takes something back, else the latest of all
-- ids; of two of one time, the one kept later. $2: of this id only.
SELECT DISTINCT ON (c.purpose)
       c.consent_id, c.customer_id, c.purpose, c.granted, c.source,
       c.recorder_role, c.recorder,
       (extract(epoch FROM c.consent_time) * 1000000)::bigint AS consent_us,
       (extract(epoch FROM c.expire_time) * 1000000)::bigint AS expire_us,
       (extract(epoch FROM c.record_time) * 1000000)::bigint AS record_us
  FROM session.customer_ids($1) AS ids (id)
 CROSS JOIN generate_series(1, 4) AS purposes (purpose)
 CROSS JOIN LATERAL (
   SELECT v.*
     FROM session.consent v
    WHERE v.tenant_id = current_setting('aicc.tenant_id')
      AND v.customer_id = ids.id
      AND v.purpose = purposes.purpose
    ORDER BY v.consent_time DESC, v.consent_id DESC
    LIMIT 1) c
 WHERE NOT $2::boolean OR ids.id = $1
 ORDER BY c.purpose, (ids.id = $1 AND NOT c.granted) DESC,
          c.consent_time DESC, c.consent_id DESC;
