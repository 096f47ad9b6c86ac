-- Takes the names off the customer who has or had the id $1, and off their
-- contacts, and off those that are over the number to call back. $2 now in µs
-- since the epoch. Contacts are locked in the order of their ids, as everywhere.
WITH contacts AS (
  SELECT s.session_id
    FROM session.session s
   WHERE s.tenant_id = current_setting('aicc.tenant_id')
     AND s.customer_id = ANY (ARRAY(SELECT session.customer_ids($1)))
     AND (s.customer_name <> ''
          OR s.state IN (7, 8) AND s.follow_up ->> 'p' <> '')
   ORDER BY s.session_id
     FOR UPDATE),
blanked AS (
  UPDATE session.session s
     SET customer_name = '',
         follow_up = CASE WHEN s.state IN (7, 8)
                          THEN s.follow_up || '{"p": ""}'
                          ELSE s.follow_up END
    FROM contacts
   WHERE s.session_id = contacts.session_id)
UPDATE session.customer c
   SET display_name = '',
       locale       = '',
       update_time  = 'epoch'::timestamptz
                      + $2::bigint * interval '1 microsecond'
 WHERE c.tenant_id = current_setting('aicc.tenant_id')
   AND c.customer_id = ANY (ARRAY(SELECT session.customer_ids($1)));
