-- Adds events to their logs. $1 record time, $2 to $13 a column each.
-- REQUIRES: the contacts are locked. What was said is noted for the search index.
WITH noted AS (
  INSERT INTO session.search_task (tenant_id, session_ids, seqs)
  SELECT current_setting('aicc.tenant_id'), $2::uuid[], $3::int4[]
   WHERE 10 = ANY ($5::int2[]))
INSERT INTO session.event
  (session_id, tenant_id, seq, event_id, type, event_time, record_time,
   speaker, floor_epoch, agent_id, confidence, text, data, audience)
SELECT session_id, current_setting('aicc.tenant_id'), seq, event_id, type,
       event_time, $1::timestamptz, speaker, floor_epoch, agent_id,
       confidence, text, data::jsonb, audience
  FROM unnest($2::uuid[], $3::int4[], $4::text[], $5::int2[],
              $6::timestamptz[], $7::int2[], $8::int4[], $9::text[],
              $10::float8[], $11::text[], $12::text[], $13::int2[])
       i(session_id, seq, event_id, type, event_time, speaker, floor_epoch,
         agent_id, confidence, text, data, audience);
