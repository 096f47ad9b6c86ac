-- Reads which customer the id $1 stands for.
SELECT coalesce(c.merged_into, c.customer_id)
  FROM session.customer c
 WHERE c.tenant_id = current_setting('aicc.tenant_id')
   AND c.customer_id = $1;
