-- Reads one contact and keeps others from changing it until the transaction
-- ends. $1 session id.
SELECT * FROM session.contact WHERE session_id = $1 FOR NO KEY UPDATE;
