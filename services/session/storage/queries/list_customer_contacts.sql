-- Reads a page of contacts of the customer who has or had the id $1, newest
-- first: those older than $2, or from the newest if it is null, at most $3. As
-- many of each id are looked at, in its index. $4: of this id only.
SELECT s.*
  FROM session.customer_ids($1) AS ids (id)
 CROSS JOIN LATERAL (
   SELECT v.*
     FROM session.contact v
    WHERE v.tenant_id = current_setting('aicc.tenant_id')
      AND v.customer_id = ids.id
      AND ($2::uuid IS NULL OR v.session_id < $2)
    ORDER BY v.session_id DESC
    LIMIT $3) s
 WHERE NOT $4::boolean OR ids.id = $1
 ORDER BY s.session_id DESC
 LIMIT $3;
