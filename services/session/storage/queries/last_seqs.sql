-- Reads how long some logs are. $1 session ids.
SELECT session_id, last_seq FROM session.last_seqs($1::uuid[]);
