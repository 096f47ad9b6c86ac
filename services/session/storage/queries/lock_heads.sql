-- Reads and locks what appending to some contacts needs, in the order of their
-- ids, so that two batches never wait for each other in a circle. $1 session
-- ids.
SELECT session_id, customer_id, state, floor_owner, floor_epoch, floor_agent,
       last_seq, agent_id, intent, channel, participants
  FROM session.session
 WHERE session_id = ANY ($1::uuid[])
 ORDER BY session_id
   FOR NO KEY UPDATE;
