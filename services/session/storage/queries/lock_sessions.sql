-- Reads and locks some contacts, in the order of their ids. $1 session ids.
SELECT *
  FROM session.contact
 WHERE session_id = ANY ($1::uuid[])
 ORDER BY session_id
   FOR NO KEY UPDATE;
