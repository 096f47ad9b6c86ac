-- Locks the customers $1 and $2, in one order for everybody, and says how large
-- the two would be as one.
WITH locked AS (
  SELECT c.customer_id
    FROM session.customer c
   WHERE c.tenant_id = current_setting('aicc.tenant_id')
     AND c.customer_id IN ($1, $2)
   ORDER BY c.customer_id
     FOR UPDATE)
SELECT (SELECT count(*) FROM locked l
          JOIN session.customer_identifier i
            ON i.tenant_id = current_setting('aicc.tenant_id')
           AND i.customer_id = l.customer_id) AS identifiers,
       (SELECT count(*) FROM locked l
          JOIN session.customer m
            ON m.tenant_id = current_setting('aicc.tenant_id')
           AND (m.customer_id = l.customer_id
                OR m.merged_into = l.customer_id)) AS ids;
