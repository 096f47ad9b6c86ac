-- Reads one contact. $1 session id.
SELECT * FROM session.contact WHERE session_id = $1;
