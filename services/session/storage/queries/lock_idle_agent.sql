-- Finds and locks the agent who has been available longest of those who take
-- from the queue $1, passing over those whom another matcher is looking at.
SELECT a.agent_id, a.display_name, a.presence, a.wish,
       a.queues IS NULL AS takes_all, array_to_json(a.queues) AS queues,
       a.offer_changes,
       (extract(epoch FROM a.presence_time) * 1000000)::bigint AS presence_us
  FROM session.agent a
 WHERE a.tenant_id = current_setting('aicc.tenant_id')
   AND a.presence = 1
   AND (a.queues IS NULL OR $1 = ANY (a.queues))
 ORDER BY a.presence_time, a.agent_id
 LIMIT 1
   FOR NO KEY UPDATE SKIP LOCKED;
