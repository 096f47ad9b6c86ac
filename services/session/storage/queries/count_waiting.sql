-- Counts who waits in each queue, those on offer included.
SELECT queue, count(*) AS waiting_count,
       count(follow_up) AS follow_up_count,
       (extract(epoch FROM min(queue_time)) * 1000000)::bigint AS oldest_us
  FROM session.session
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND state IN (2, 3)
 GROUP BY queue;
