-- Finds an event by its id. $1 session id, $2 event id. No row: there is none.
SELECT seq FROM session.event WHERE session_id = $1 AND event_id = $2;
