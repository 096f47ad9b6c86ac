-- Creates what the inference service keeps: the ledger, a row for each call of
-- served models, and what has been spent of each budget.
--
-- Locks:  none; all is new.
-- Old binaries: keep working; they know nothing of it.
-- Undo:   DROP SCHEMA inference CASCADE. Loses the ledger, and budgets begin
--         anew.
CREATE SCHEMA inference;
GRANT USAGE ON SCHEMA inference TO aicc_app;

CREATE TABLE inference.call (
  tenant_id        text        NOT NULL,
  call_id          uuid        NOT NULL,
  create_time      timestamptz NOT NULL,
  session_id       text        NOT NULL,
  task             text        NOT NULL,
  asked            text        NOT NULL,
  model            text        NOT NULL,
  tier             text        NOT NULL,
  -- Why models of that tier were asked: an escalation's, or MODEL_CHOSEN; empty:
  -- they are the first.
  reason           text        NOT NULL,
  outcome          text        NOT NULL,
  prompt_tokens    bigint      NOT NULL,
  cached_tokens    bigint      NOT NULL,
  completion_tokens bigint     NOT NULL,
  reasoning_tokens bigint      NOT NULL,
  estimated        boolean     NOT NULL,
  cost_micro_usd   bigint      NOT NULL,
  first_token_us   bigint      NOT NULL,
  total_us         bigint      NOT NULL,
  overhead_us      bigint      NOT NULL,
  -- [{"model": …, "outcome": …, "status": 503, "total_us": …, …}]
  attempts         jsonb       NOT NULL,
  CONSTRAINT call_pkey PRIMARY KEY (tenant_id, call_id)
);
CREATE INDEX call_time ON inference.call (tenant_id, create_time);

CREATE TABLE inference.budget (
  tenant_id  text        NOT NULL,
  name       text        NOT NULL,
  start_time timestamptz NOT NULL,
  -- Spent, and held for calls that have not ended. What a process held when it
  -- died stays: nobody knows what of it was spent.
  tokens     bigint      NOT NULL,
  micro_usd  bigint      NOT NULL,
  CONSTRAINT budget_pkey PRIMARY KEY (tenant_id, name, start_time)
);

-- What has been put right after a call, so that it is once. For a day.
CREATE TABLE inference.correction (
  tenant_id     text        NOT NULL,
  correction_id uuid        NOT NULL,
  create_time   timestamptz NOT NULL,
  CONSTRAINT correction_pkey PRIMARY KEY (tenant_id, correction_id)
);
CREATE INDEX correction_time ON inference.correction (tenant_id, create_time);

ALTER TABLE inference.call ENABLE ROW LEVEL SECURITY;
CREATE POLICY call_tenant ON inference.call
  USING (tenant_id = current_setting('aicc.tenant_id', true));
ALTER TABLE inference.budget ENABLE ROW LEVEL SECURITY;
CREATE POLICY budget_tenant ON inference.budget
  USING (tenant_id = current_setting('aicc.tenant_id', true));
ALTER TABLE inference.correction ENABLE ROW LEVEL SECURITY;
CREATE POLICY correction_tenant ON inference.correction
  USING (tenant_id = current_setting('aicc.tenant_id', true));
GRANT SELECT, INSERT ON inference.call TO aicc_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON inference.budget TO aicc_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON inference.correction TO aicc_app;
