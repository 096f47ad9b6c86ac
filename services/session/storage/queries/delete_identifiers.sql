-- Removes all identifiers of the customer $1.
DELETE FROM session.customer_identifier
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND customer_id = $1;
