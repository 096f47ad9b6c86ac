-- The summary of a contact that reaches furthest into its log.
-- $1 session id.
SELECT session_id, last_seq, locale, model, dropped_sentence_count,
       sections, entities,
       (extract(epoch FROM create_time) * 1000000)::bigint AS create_us
  FROM summary.summary
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND session_id = $1
 ORDER BY last_seq DESC
 LIMIT 1;
