-- Takes up to $1 tasks of the index, the oldest that nobody else is at, and reads
-- the utterances they name. Those that are gone from the log are passed over.
WITH taken AS (
  DELETE FROM session.search_task d
   USING (SELECT t.tenant_id, t.task_id
            FROM session.search_task t
           WHERE t.tenant_id = current_setting('aicc.tenant_id')
           ORDER BY t.task_id
           LIMIT $1
             FOR UPDATE SKIP LOCKED) n
   WHERE d.tenant_id = n.tenant_id
     AND d.task_id = n.task_id
  RETURNING d.session_ids, d.seqs)
SELECT e.session_id, e.seq, e.text
  FROM taken, unnest(taken.session_ids, taken.seqs) u(session_id, seq)
  JOIN session.event e ON e.session_id = u.session_id AND e.seq = u.seq
 WHERE e.type = 10;
