-- Reads which customer has the identifier of kind $1 and value $2.
SELECT i.customer_id
  FROM session.customer_identifier i
 WHERE i.tenant_id = current_setting('aicc.tenant_id')
   AND i.kind = $1
   AND i.value = $2;
