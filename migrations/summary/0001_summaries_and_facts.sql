-- Creates what the summary service keeps: summaries, one row for each time one
-- was made, and contact_fact, one row per contact for reports. The latter is a
-- projection of session's event log and may be emptied at any time: the next
-- report makes it again.
--
-- Locks:  none; all is new.
-- Old binaries: there are none.
-- Undo:   DROP SCHEMA summary CASCADE. Loses summaries; facts come again.
CREATE SCHEMA summary;
GRANT USAGE ON SCHEMA summary TO aicc_app;

CREATE TABLE summary.summary (
  tenant_id              text        NOT NULL,
  session_id             uuid        NOT NULL,
  last_seq               integer     NOT NULL,
  locale                 text        NOT NULL,
  model                  text        NOT NULL,
  dropped_sentence_count integer     NOT NULL,
  -- [{"kind": "SITUATION", "sentences": [{"text": …, "seqs": [1, 2]}]}]
  sections               jsonb       NOT NULL,
  -- [{"type": "money", "text": …, "seqs": [1]}]
  entities               jsonb       NOT NULL,
  create_time            timestamptz NOT NULL,
  CONSTRAINT summary_pkey PRIMARY KEY (tenant_id, session_id, last_seq),
  CONSTRAINT summary_last_seq CHECK (last_seq > 0),
  CONSTRAINT summary_dropped CHECK (dropped_sentence_count >= 0)
);

CREATE TABLE summary.contact_fact (
  tenant_id    text        NOT NULL,
  session_id   uuid        NOT NULL,
  last_seq     integer     NOT NULL,
  start_time   timestamptz NOT NULL,
  state        text        NOT NULL,
  state_time   timestamptz NOT NULL,
  queue_time   timestamptz,
  connect_time timestamptz,
  end_time     timestamptz,
  close_time   timestamptz,
  wait_us      bigint      NOT NULL,
  talk_us      bigint      NOT NULL,
  hold_us      bigint      NOT NULL,
  wrap_up_us   bigint      NOT NULL,
  handled_by   text        NOT NULL,
  first_intent text        NOT NULL,
  disposition  text        NOT NULL,
  rating       smallint,
  -- Each an object of label → count.
  answers      jsonb       NOT NULL,
  escalations  jsonb       NOT NULL,
  -- What else is needed to go on applying the log; no report reads it.
  progress     jsonb       NOT NULL,
  CONSTRAINT contact_fact_pkey PRIMARY KEY (tenant_id, session_id),
  CONSTRAINT contact_fact_handled_by
    CHECK (handled_by IN ('bot', 'agent', 'abandoned', 'open')),
  CONSTRAINT contact_fact_state
    CHECK (state IN ('SELF_SERVICE', 'QUEUED', 'OFFERED', 'CONNECTED',
                     'ON_HOLD', 'WRAP_UP', 'CLOSED', 'ABANDONED'))
);
CREATE INDEX contact_fact_start ON summary.contact_fact (tenant_id, start_time);

ALTER TABLE summary.summary ENABLE ROW LEVEL SECURITY;
CREATE POLICY summary_tenant ON summary.summary
  USING (tenant_id = current_setting('aicc.tenant_id', true))
  WITH CHECK (tenant_id = current_setting('aicc.tenant_id', true));
ALTER TABLE summary.contact_fact ENABLE ROW LEVEL SECURITY;
CREATE POLICY contact_fact_tenant ON summary.contact_fact
  USING (tenant_id = current_setting('aicc.tenant_id', true))
  WITH CHECK (tenant_id = current_setting('aicc.tenant_id', true));

GRANT SELECT, INSERT, UPDATE, DELETE
  ON summary.summary, summary.contact_fact TO aicc_app;
