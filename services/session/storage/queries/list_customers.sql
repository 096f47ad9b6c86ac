-- Reads a page of customers by their ids, those after $1, at most $2. None that
-- was merged.
SELECT c.customer_id, c.display_name, c.locale,
       (extract(epoch FROM c.create_time) * 1000000)::bigint AS create_us,
       (extract(epoch FROM c.update_time) * 1000000)::bigint AS update_us,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(i.kind, i.value)
                                  ORDER BY i.kind, i.value), '[]')
          FROM session.customer_identifier i
         WHERE i.tenant_id = c.tenant_id
           AND i.customer_id = c.customer_id) AS identifiers,
       (SELECT coalesce(jsonb_agg(m.customer_id ORDER BY m.customer_id), '[]')
          FROM session.customer m
         WHERE m.tenant_id = c.tenant_id
           AND m.merged_into = c.customer_id) AS merged_ids
  FROM session.customer c
 WHERE c.tenant_id = current_setting('aicc.tenant_id')
   AND c.customer_id > $1
   AND c.merged_into IS NULL
 ORDER BY c.customer_id
 LIMIT $2;
