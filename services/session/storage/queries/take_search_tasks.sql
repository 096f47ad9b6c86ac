-- Takes up to $1 tasks of the index, the oldest that nobody else is at, but no more
-- of them once they name $2 utterances, and reads these. Those that are gone from
-- the log are passed over.
WITH free AS MATERIALIZED (
  SELECT t.task_id, cardinality(t.seqs) AS utterances
    FROM session.search_task t
   WHERE t.tenant_id = current_setting('aicc.tenant_id')
   ORDER BY t.task_id
   LIMIT $1
     FOR UPDATE SKIP LOCKED),
few AS (
  SELECT task_id, sum(utterances) OVER (ORDER BY task_id) - utterances AS before
    FROM free),
taken AS (
  DELETE FROM session.search_task d
   USING few
   WHERE few.before < $2
     AND d.tenant_id = current_setting('aicc.tenant_id')
     AND d.task_id = few.task_id
  RETURNING d.session_ids, d.seqs)
SELECT e.session_id, e.seq, e.text
  FROM taken, unnest(taken.session_ids, taken.seqs) u(session_id, seq)
  JOIN session.event e ON e.session_id = u.session_id AND e.seq = u.seq
 WHERE e.type = 10;
