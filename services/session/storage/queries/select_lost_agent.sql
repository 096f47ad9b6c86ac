-- Finds an agent at work who was not seen since $1, or one who has contacts and
-- was not since $2; or one seen later than $3: before the clock was set back. In
-- µs since the epoch.
SELECT *,
       seen_time < 'epoch'::timestamptz
         + $2::bigint * interval '1 microsecond' AS is_gone,
       seen_time > 'epoch'::timestamptz
         + $3::bigint * interval '1 microsecond' AS is_ahead
  FROM session.agent_now
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND (wish <> 5 AND seen_time <
          'epoch'::timestamptz + $1::bigint * interval '1 microsecond'
        OR engagements @> '[{"k": 2}]' AND seen_time <
          'epoch'::timestamptz + $2::bigint * interval '1 microsecond'
        OR seen_time >
          'epoch'::timestamptz + $3::bigint * interval '1 microsecond')
 LIMIT 1;
