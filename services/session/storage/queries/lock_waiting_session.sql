-- Finds and locks the contact that has waited longest of those that somebody
-- available takes. Waits for a lock rather than skip it: who is just being
-- written to keeps their turn.
SELECT s.session_id, s.customer_id, s.state, s.floor_owner, s.floor_epoch,
       s.floor_agent, s.last_seq, s.agent_id, s.intent, s.channel, s.locale,
       s.customer_name, s.source, s.queue, s.brief, s.disposition,
       s.end_reason, s.offer_id,
       (extract(epoch FROM s.start_time) * 1000000)::bigint AS start_us,
       (extract(epoch FROM s.queue_time) * 1000000)::bigint AS queue_us,
       (extract(epoch FROM s.connect_time) * 1000000)::bigint AS connect_us,
       (extract(epoch FROM s.end_time) * 1000000)::bigint AS end_us,
       (extract(epoch FROM s.close_time) * 1000000)::bigint AS close_us
  FROM session.session s
 WHERE s.tenant_id = current_setting('aicc.tenant_id')
   AND s.state = 2
   AND EXISTS (SELECT FROM session.agent a
                WHERE a.tenant_id = s.tenant_id
                  AND a.presence = 1
                  AND (a.queues IS NULL OR s.queue = ANY (a.queues)))
 ORDER BY s.queue_time, s.session_id
 LIMIT 1
   FOR NO KEY UPDATE OF s;
