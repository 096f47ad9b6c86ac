-- Reads a page of receipts of the customer who has or had the id $1, the latest
-- kept first: those before $2, or from the latest if it is null, at most $3.
-- $4: of this id only.
SELECT c.consent_id, c.customer_id, c.purpose, c.granted, c.source,
       c.recorder_role, c.recorder,
       (extract(epoch FROM c.consent_time) * 1000000)::bigint AS consent_us,
       (extract(epoch FROM c.expire_time) * 1000000)::bigint AS expire_us,
       (extract(epoch FROM c.record_time) * 1000000)::bigint AS record_us
  FROM session.customer_ids($1) AS ids (id)
 CROSS JOIN LATERAL (
   SELECT v.*
     FROM session.consent v
    WHERE v.tenant_id = current_setting('aicc.tenant_id')
      AND v.customer_id = ids.id
      AND ($2::uuid IS NULL OR v.consent_id < $2)
    ORDER BY v.consent_id DESC
    LIMIT $3) c
 WHERE NOT $4::boolean OR ids.id = $1
 ORDER BY c.consent_id DESC
 LIMIT $3;
