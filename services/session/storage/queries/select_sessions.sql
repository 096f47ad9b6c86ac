-- Reads contacts, $1, newest first by their start.
SELECT s.*
  FROM session.contact s
 WHERE s.session_id = ANY ($1::uuid[])
 ORDER BY s.start_time DESC, s.session_id DESC;
