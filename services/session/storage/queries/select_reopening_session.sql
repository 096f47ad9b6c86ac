-- Finds the contact that reopens $1.
SELECT session_id FROM session.session WHERE previous_session_id = $1;
