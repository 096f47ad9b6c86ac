-- Reads the contact that a request started. $1 requester, $2 request id.
SELECT *
  FROM session.contact
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND requester = $1
   AND request_id = $2;
