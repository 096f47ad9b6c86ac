-- Adds events to the logs of locked contacts, like insert_events, and brings
-- the contacts' heads up to date: $14 session ids in order, $15 last seqs, $16
-- intents. No join: width_bucket() finds a contact's place in $14 by halving. What
-- was said is noted for the search index.
WITH added AS (
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
           agent_id, confidence, text, data, audience)),
noted AS (
  INSERT INTO session.search_task (tenant_id, session_ids, seqs)
  SELECT current_setting('aicc.tenant_id'), $2::uuid[], $3::int4[]
   WHERE 10 = ANY ($5::int2[]))
UPDATE session.session s
   SET last_seq = ($15::int4[])[width_bucket(s.session_id, $14::uuid[])],
       intent   = ($16::text[])[width_bucket(s.session_id, $14::uuid[])]
 WHERE s.session_id = ANY ($14::uuid[]);
