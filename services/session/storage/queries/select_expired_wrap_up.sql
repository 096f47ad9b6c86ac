-- Finds a contact whose wrap-up has run out by $1, in µs since the epoch.
SELECT session_id
  FROM session.session
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND state = 6
   AND wrap_up_expire_time <=
       'epoch'::timestamptz + $1::bigint * interval '1 microsecond'
 LIMIT 1;
