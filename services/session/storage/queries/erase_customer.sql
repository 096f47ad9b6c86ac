-- Takes the names off the customer who has or had the id $1, and off their
-- contacts. $2 now in µs since the epoch. Contacts are locked in the order of
-- their ids, as everywhere.
WITH ids AS (SELECT session.customer_ids($1) AS id),
contacts AS (
  SELECT s.session_id
    FROM ids
    JOIN session.session s ON s.tenant_id = current_setting('aicc.tenant_id')
                          AND s.customer_id = ids.id
   WHERE s.customer_name <> ''
   ORDER BY s.session_id
     FOR UPDATE OF s),
blanked AS (
  UPDATE session.session s
     SET customer_name = ''
    FROM contacts
   WHERE s.session_id = contacts.session_id)
UPDATE session.customer c
   SET display_name = '',
       locale       = '',
       update_time  = 'epoch'::timestamptz
                      + $2::bigint * interval '1 microsecond'
  FROM ids
 WHERE c.tenant_id = current_setting('aicc.tenant_id')
   AND c.customer_id = ids.id;
