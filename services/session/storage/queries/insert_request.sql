-- Notes that a verb was asked for; no row back if it was before. $1 session id,
-- $2 verb, $3 request id. REQUIRES: the contact is locked.
INSERT INTO session.request (session_id, verb, request_id, tenant_id)
VALUES ($1, $2, $3, current_setting('aicc.tenant_id'))
ON CONFLICT DO NOTHING
RETURNING session_id;
