-- Adds an offer or changes its state. $1 offer, $2 session, $3 agent, $4 state,
-- $5 until when, in µs since the epoch, $6 role. The agent's row is locked by
-- this, so an agent's changes are counted in the order in which they commit.
WITH agent AS (
  UPDATE session.agent
     SET offer_changes = offer_changes + 1
   WHERE tenant_id = current_setting('aicc.tenant_id')
     AND agent_id = $3
  RETURNING tenant_id, offer_changes)
INSERT INTO session.offer
  (offer_id, tenant_id, session_id, agent_id, state, expire_time, change,
   role)
SELECT $1::uuid, tenant_id, $2::uuid, $3, $4::smallint,
       'epoch'::timestamptz + $5::bigint * interval '1 microsecond',
       offer_changes, $6::smallint
  FROM agent
ON CONFLICT (offer_id) DO UPDATE
  SET state = excluded.state, change = excluded.change
RETURNING change;
