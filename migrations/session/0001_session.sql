-- Contacts, their logs, the agents and the offers made to them.
--
-- Small integers are the numbers of the enums in protos/aicc/session/v1; event
-- types are the field numbers of Event's body. The log is the truth: each row
-- of session.session is what Apply() makes of the contact's events.
--
-- Locks:  none that anyone waits for: everything is new.
-- Old binaries: there are none.
-- Undo:   DROP SCHEMA session CASCADE. Loses every contact.
CREATE SCHEMA session;

CREATE TABLE session.session (
  session_id    uuid        PRIMARY KEY,  -- UUIDv7
  tenant_id     text        NOT NULL,
  -- Who asked for it: 'customer:' and their id, or empty for the tenant's own.
  requester     text        NOT NULL,
  request_id    text        NOT NULL,
  channel       smallint    NOT NULL,
  locale        text        NOT NULL,
  customer_id   text        NOT NULL,
  customer_name text        NOT NULL,
  source        text        NOT NULL,
  start_time    timestamptz NOT NULL,
  state         smallint    NOT NULL,
  floor_owner   smallint    NOT NULL,
  floor_epoch   integer     NOT NULL,
  floor_agent   text        NOT NULL DEFAULT '',
  last_seq      integer     NOT NULL,
  queue         text        NOT NULL DEFAULT '',
  agent_id      text        NOT NULL DEFAULT '',
  brief         jsonb,
  intent        text        NOT NULL DEFAULT '',
  disposition   text        NOT NULL DEFAULT '',
  end_reason    smallint    NOT NULL DEFAULT 0,
  queue_time    timestamptz,
  connect_time  timestamptz,
  end_time      timestamptz,
  close_time    timestamptz,
  offer_id      uuid,
  CONSTRAINT session_request UNIQUE (tenant_id, requester, request_id),
  CONSTRAINT session_state_known CHECK (state BETWEEN 1 AND 8),
  CONSTRAINT session_floor_known CHECK (floor_owner BETWEEN 1 AND 3)
) WITH (
  -- Every append updates its row; free space keeps that on the page (HOT).
  fillfactor = 60,
  autovacuum_vacuum_scale_factor = 0.05
);
CREATE INDEX session_newest ON session.session (tenant_id, session_id);
CREATE INDEX session_customer
  ON session.session (tenant_id, customer_id, session_id);
CREATE INDEX session_queued
  ON session.session (tenant_id, queue_time, session_id) WHERE state IN (2, 3);

-- One row an event. What was said has columns of its own; other bodies are
-- the proto3 JSON of their message in `data`.
CREATE TABLE session.event (
  session_id  uuid             NOT NULL,
  seq         integer          NOT NULL,
  tenant_id   text             NOT NULL,
  event_id    text             NOT NULL,
  type        smallint         NOT NULL,
  event_time  timestamptz      NOT NULL,
  record_time timestamptz      NOT NULL,
  speaker     smallint,
  floor_epoch integer,
  agent_id    text,
  confidence  double precision,
  text        text,
  data        jsonb,
  CONSTRAINT event_key PRIMARY KEY (session_id, seq),
  CONSTRAINT event_once UNIQUE (session_id, event_id)
) PARTITION BY RANGE (session_id);
CREATE TABLE session.event_default PARTITION OF session.event DEFAULT;

-- Which verbs were asked for, so that a retry changes nothing.
CREATE TABLE session.request (
  session_id uuid NOT NULL REFERENCES session.session,
  verb       text NOT NULL,
  request_id text NOT NULL,
  tenant_id  text NOT NULL,
  PRIMARY KEY (session_id, verb, request_id)
);

CREATE TABLE session.agent (
  tenant_id     text        NOT NULL,
  agent_id      text        NOT NULL,
  display_name  text        NOT NULL,
  presence      smallint    NOT NULL,
  -- What the presence becomes when the agent has no contact any more.
  wish          smallint    NOT NULL,
  queues        text[],     -- Null: all.
  presence_time timestamptz NOT NULL,
  -- Counts the changes of this agent's offers, see session.offer.
  offer_changes bigint      NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, agent_id)
);
CREATE INDEX agent_available
  ON session.agent (tenant_id, presence_time, agent_id) WHERE presence = 1;

CREATE TABLE session.offer (
  offer_id    uuid        PRIMARY KEY,  -- UUIDv7
  tenant_id   text        NOT NULL,
  session_id  uuid        NOT NULL REFERENCES session.session,
  agent_id    text        NOT NULL,
  state       smallint    NOT NULL,
  expire_time timestamptz NOT NULL,
  -- The agent's offer_changes when it last changed: later changes of one agent
  -- have greater numbers and commit later, so a watcher misses none.
  change      bigint      NOT NULL,
  CONSTRAINT offer_state_known CHECK (state BETWEEN 1 AND 5)
);
CREATE UNIQUE INDEX offer_one_a_session
  ON session.offer (session_id) WHERE state = 1;
CREATE UNIQUE INDEX offer_one_an_agent
  ON session.offer (tenant_id, agent_id) WHERE state = 1;
CREATE INDEX offer_changed ON session.offer (tenant_id, agent_id, change);
CREATE INDEX offer_expiring ON session.offer (expire_time) WHERE state = 1;

ALTER TABLE session.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session.event   ENABLE ROW LEVEL SECURITY;
ALTER TABLE session.request ENABLE ROW LEVEL SECURITY;
ALTER TABLE session.agent   ENABLE ROW LEVEL SECURITY;
ALTER TABLE session.offer   ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON session.session
  USING (tenant_id = current_setting('aicc.tenant_id', true));
CREATE POLICY tenant ON session.event
  USING (tenant_id = current_setting('aicc.tenant_id', true));
CREATE POLICY tenant ON session.request
  USING (tenant_id = current_setting('aicc.tenant_id', true));
CREATE POLICY tenant ON session.agent
  USING (tenant_id = current_setting('aicc.tenant_id', true));
CREATE POLICY tenant ON session.offer
  USING (tenant_id = current_setting('aicc.tenant_id', true));

-- The least UUIDv7 of an instant: its leading 48 bits are Unix milliseconds.
CREATE FUNCTION session.first_uuid(at timestamptz) RETURNS uuid
LANGUAGE sql STABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')
          || repeat('0', 20))::uuid
$$;

-- Makes the partitions of this month (UTC) and the three that follow, where
-- they are missing, and returns how many it made. A month that already has
-- rows in the default partition stays there.
CREATE FUNCTION session.ensure_partitions() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
  name text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(728461936);
  FOR i IN 0..3 LOOP
    name := 'event_' || to_char(month, 'YYYY_MM');
    IF to_regclass('session.' || name) IS NULL THEN
      BEGIN
        EXECUTE format(
          'CREATE TABLE session.%I PARTITION OF session.event '
          'FOR VALUES FROM (%L) TO (%L)', name,
          session.first_uuid(month AT TIME ZONE 'UTC'),
          session.first_uuid((month + interval '1 month') AT TIME ZONE 'UTC'));
        made := made + 1;
      EXCEPTION WHEN check_violation THEN
        RAISE WARNING 'session.% stays in the default partition', name;
      END;
    END IF;
    month := month + interval '1 month';
  END LOOP;
  RETURN made;
END
$$;

-- The tenants in which a contact can be offered to somebody, or an offer has
-- run out by `at`.
CREATE FUNCTION session.tenants_to_route(at timestamptz) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT o.tenant_id FROM session.offer o
   WHERE o.state = 1 AND o.expire_time <= at
  UNION
  SELECT a.tenant_id
    FROM (SELECT DISTINCT tenant_id FROM session.agent WHERE presence = 1) a
   WHERE EXISTS (SELECT FROM session.session s
                  WHERE s.tenant_id = a.tenant_id AND s.state = 2)
$$;

-- How long some logs are, whosever they are: for those who follow them.
CREATE FUNCTION session.last_seqs(ids uuid[])
RETURNS TABLE (session_id uuid, last_seq integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.session_id, s.last_seq FROM session.session s
   WHERE s.session_id = ANY (ids)
$$;

REVOKE ALL ON FUNCTION session.ensure_partitions(),
  session.tenants_to_route(timestamptz), session.last_seqs(uuid[]) FROM PUBLIC;
GRANT USAGE ON SCHEMA session TO aicc_app;
GRANT SELECT, INSERT, UPDATE ON session.session, session.agent, session.offer
  TO aicc_app;
-- The log is never changed and never removed.
GRANT SELECT, INSERT ON session.event, session.request TO aicc_app;
GRANT EXECUTE ON FUNCTION session.ensure_partitions(),
  session.tenants_to_route(timestamptz), session.last_seqs(uuid[]) TO aicc_app;

SELECT session.ensure_partitions();
