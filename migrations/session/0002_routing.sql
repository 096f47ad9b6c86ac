-- What routing in full needs: skills, capacity and heartbeats of agents, what
-- waiting contacts ask for, staff beside a contact's agent, follow-ups, linked
-- contacts and the limit of wrap-up.
--
-- Locks:  ACCESS EXCLUSIVE on session, agent and offer until four indexes of
--         session are built: some seconds for a million contacts. No rewrite:
--         new columns are nullable or have a constant default. What agents have
--         is filled in from the contacts that they took.
-- Old binaries: must be stopped first: they know nothing of engagements, and
--         would offer contacts to agents who are full.
-- Undo:   drop the columns, the view and the functions. Loses who was on a
--         contact beside its agent, and what agents were configured with.
ALTER TABLE session.session
  ADD COLUMN priority            smallint NOT NULL DEFAULT 0,
  ADD COLUMN skills              jsonb,   -- Skill -> level; null: none.
  ADD COLUMN preferred_agent     text     NOT NULL DEFAULT '',
  ADD COLUMN target_agent        text     NOT NULL DEFAULT '',
  ADD COLUMN participants        jsonb,   -- Null: none.
  ADD COLUMN invitation          jsonb,
  ADD COLUMN follow_up           jsonb,
  -- Offered to nobody before this: its follow-up's time.
  ADD COLUMN not_before          timestamptz,
  ADD COLUMN previous_session_id uuid,
  ADD COLUMN wrap_up_expire_time timestamptz,
  ADD CONSTRAINT session_priority_known CHECK (priority BETWEEN 0 AND 9);
DROP INDEX session.session_queued;
CREATE INDEX session_queued
  ON session.session (tenant_id, priority DESC, queue_time, session_id)
  WHERE state IN (2, 3);
CREATE INDEX session_inviting
  ON session.session (tenant_id) WHERE invitation IS NOT NULL;
CREATE INDEX session_wrapping_up
  ON session.session (wrap_up_expire_time) WHERE state = 6;
CREATE UNIQUE INDEX session_reopened
  ON session.session (previous_session_id)
  WHERE previous_session_id IS NOT NULL;

-- 2: for the staff only; else for everyone on the contact.
ALTER TABLE session.event ADD COLUMN audience smallint;

ALTER TABLE session.agent
  ADD COLUMN skills         jsonb,   -- Skill -> level; null: none.
  ADD COLUMN chat_capacity  smallint NOT NULL DEFAULT 1,
  ADD COLUMN voice_capacity smallint NOT NULL DEFAULT 1,
  -- The contacts they have: session id, channel and kind of each.
  ADD COLUMN engagements    jsonb    NOT NULL DEFAULT '[]',
  ADD COLUMN idle_time      timestamptz NOT NULL DEFAULT 'epoch',
  -- May be offered something: what engagements, capacity and wish make of it.
  ADD COLUMN has_room       boolean  NOT NULL DEFAULT false,
  -- When they were last known to be there.
  ADD COLUMN seen_time      timestamptz NOT NULL DEFAULT now();
UPDATE session.agent SET idle_time = presence_time;
UPDATE session.agent a
   SET engagements = had.contacts
  FROM (SELECT o.tenant_id, o.agent_id, jsonb_agg(DISTINCT jsonb_build_object(
                 's', s.session_id, 'c', s.channel,
                 'k', CASE s.state WHEN 3 THEN 1 WHEN 6 THEN 3 ELSE 2 END))
                 AS contacts
          FROM session.session s
          JOIN session.offer o
            ON o.session_id = s.session_id
           AND (s.state = 3 AND o.state = 1
                OR s.state IN (4, 5, 6) AND o.state = 2
                   AND o.agent_id = s.agent_id)
         GROUP BY o.tenant_id, o.agent_id) had
 WHERE had.tenant_id = a.tenant_id
   AND had.agent_id = a.agent_id;
UPDATE session.agent SET has_room = wish = 1 AND engagements = '[]';
DROP INDEX session.agent_available;
CREATE INDEX agent_free ON session.agent (tenant_id, agent_id) WHERE has_room;

-- 0: the contact itself, else the role that the agent is asked to join in.
ALTER TABLE session.offer ADD COLUMN role smallint NOT NULL DEFAULT 0;

-- A contact as the program reads it: times in microseconds since the epoch.
CREATE VIEW session.contact WITH (security_invoker = true) AS
SELECT s.*,
       (extract(epoch FROM s.start_time) * 1000000)::bigint AS start_us,
       (extract(epoch FROM s.queue_time) * 1000000)::bigint AS queue_us,
       (extract(epoch FROM s.connect_time) * 1000000)::bigint AS connect_us,
       (extract(epoch FROM s.end_time) * 1000000)::bigint AS end_us,
       (extract(epoch FROM s.close_time) * 1000000)::bigint AS close_us,
       (extract(epoch FROM s.wrap_up_expire_time) * 1000000)::bigint
         AS wrap_up_expire_us
  FROM session.session s;
CREATE VIEW session.agent_now WITH (security_invoker = true) AS
SELECT a.*, a.queues IS NULL AS takes_all,
       array_to_json(a.queues) AS queue_list,
       (extract(epoch FROM a.presence_time) * 1000000)::bigint AS presence_us,
       (extract(epoch FROM a.idle_time) * 1000000)::bigint AS idle_us
  FROM session.agent a;

-- The tenants in which a contact can be offered to somebody, an offer or a
-- wrap-up has run out by `at`, an agent at work has not been seen since
-- `away_before`, or one who has contacts not since `lost_before`. An offer that
-- ends after `offered_until` was made before the clock was set back, and has run
-- out too; an agent seen as far ahead as `away_before` is behind was seen then.
DROP FUNCTION session.tenants_to_route(timestamptz);
CREATE FUNCTION session.tenants_to_route(at timestamptz,
                                         away_before timestamptz,
                                         lost_before timestamptz,
                                         offered_until timestamptz)
RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT o.tenant_id FROM session.offer o
   WHERE o.state = 1
     AND (o.expire_time <= at OR o.expire_time > offered_until)
  UNION
  SELECT DISTINCT s.tenant_id FROM session.session s
   WHERE s.state = 6 AND s.wrap_up_expire_time <= at
  UNION
  SELECT DISTINCT a.tenant_id FROM session.agent a
   WHERE a.seen_time < away_before AND a.wish <> 5
      OR a.seen_time < lost_before AND a.engagements @> '[{"k": 2}]'
      OR a.seen_time > at + (at - away_before)
  UNION
  SELECT a.tenant_id
    FROM (SELECT DISTINCT tenant_id FROM session.agent WHERE has_room) a
   WHERE EXISTS (SELECT FROM session.session s
                  WHERE s.tenant_id = a.tenant_id AND s.state = 2)
      OR EXISTS (SELECT FROM session.session s
                  WHERE s.tenant_id = a.tenant_id
                    AND s.invitation IS NOT NULL)
$$;
REVOKE ALL ON FUNCTION session.tenants_to_route(timestamptz, timestamptz,
  timestamptz, timestamptz)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session.tenants_to_route(timestamptz, timestamptz,
  timestamptz, timestamptz)
  TO aicc_app;
GRANT SELECT, UPDATE ON session.contact, session.agent_now TO aicc_app;
