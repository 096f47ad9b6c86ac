-- Adds events to the logs of locked contacts, like insert_events, and brings
-- the contacts' heads up to date: $13 session ids, $14 last seqs, $15 intents.
WITH added AS (
  INSERT INTO session.event
    (session_id, tenant_id, seq, event_id, type, event_time, record_time,
     speaker, floor_epoch, agent_id, confidence, text, data)
  SELECT session_id, current_setting('aicc.tenant_id'), seq, event_id, type,
         event_time, $1::timestamptz, speaker, floor_epoch, agent_id,
         confidence, text, data::jsonb
    FROM unnest($2::uuid[], $3::int4[], $4::text[], $5::int2[],
                $6::timestamptz[], $7::int2[], $8::int4[], $9::text[],
                $10::float8[], $11::text[], $12::text[])
         i(session_id, seq, event_id, type, event_time, speaker, floor_epoch,
           agent_id, confidence, text, data))
UPDATE session.session s
   SET last_seq = i.last_seq,
       intent   = i.intent
  FROM unnest($13::uuid[], $14::int4[], $15::text[])
       i(session_id, last_seq, intent)
 WHERE s.session_id = i.session_id;
