-- Reads the agents who are available.
SELECT a.agent_id, a.display_name, a.presence, a.wish,
       a.queues IS NULL AS takes_all, array_to_json(a.queues) AS queues,
       a.offer_changes,
       (extract(epoch FROM a.presence_time) * 1000000)::bigint AS presence_us
  FROM session.agent a
 WHERE a.tenant_id = current_setting('aicc.tenant_id')
   AND a.presence = 1;
