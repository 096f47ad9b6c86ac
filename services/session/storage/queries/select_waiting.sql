-- Reads what waits for an agent by $1, in µs since the epoch: contacts by
-- priority and wait, invitations before them. Each with who had the contact
-- that it reopens and whom its customer had last, and whether the agent it is meant for takes contacts now. At most $2,
-- after the first $3.
SELECT s.*,
       (SELECT h.agent_id FROM session.session h
         WHERE h.session_id = s.previous_session_id) AS previous_agent,
       (SELECT p.agent_id
          FROM (SELECT h.agent_id, h.session_id
                  FROM session.session h
                 WHERE h.tenant_id = s.tenant_id
                   AND h.customer_id = s.customer_id
                   AND h.session_id < s.session_id
                 ORDER BY h.session_id DESC
                 LIMIT 10) p
         WHERE p.agent_id <> ''
         ORDER BY p.session_id DESC
         LIMIT 1) AS last_agent,
       EXISTS (SELECT FROM session.agent a
                WHERE a.tenant_id = s.tenant_id
                  AND a.agent_id = s.target_agent
                  AND a.wish = 1
                  AND CASE s.channel WHEN 1 THEN a.chat_capacity
                                     ELSE a.voice_capacity END > 0) AS target_is_there
  FROM session.contact s
 WHERE s.tenant_id = current_setting('aicc.tenant_id')
   AND (s.state = 2
        AND (s.not_before IS NULL OR s.not_before <=
             'epoch'::timestamptz + $1::bigint * interval '1 microsecond')
        OR s.invitation IS NOT NULL AND s.offer_id IS NULL)
 ORDER BY (s.invitation IS NULL), s.priority DESC, s.queue_time, s.session_id
 LIMIT $2 OFFSET $3;
