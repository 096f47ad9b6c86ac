-- Counts, of those who take from the queue $1, who are at work.
SELECT count(*)
  FROM session.agent
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND wish <> 5
   AND (queues IS NULL OR $1 = ANY (queues));
