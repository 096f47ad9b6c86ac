-- Customers: what identifies them, what they agreed to, who was merged into whom.
--
-- Small integers are the numbers of the enums in protos/aicc/session/v1.
--
-- Locks:  none that anyone waits for: everything is new.
-- Old binaries: keep working; they neither read nor write these tables.
-- Undo:   drop the three tables and the function. Loses all that is known of customers beside
--         their contacts, and what they agreed to.
CREATE TABLE session.customer (
  tenant_id    text        NOT NULL,
  customer_id  text        NOT NULL,
  display_name text        NOT NULL DEFAULT '',
  locale       text        NOT NULL DEFAULT '',
  -- The survivor, who is merged into nobody: one step leads there.
  merged_into  text,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, customer_id),
  CONSTRAINT customer_merged_into FOREIGN KEY (tenant_id, merged_into)
    REFERENCES session.customer,
  CONSTRAINT customer_not_into_itself CHECK (merged_into <> customer_id)
);
CREATE INDEX customer_merged
  ON session.customer (tenant_id, merged_into) WHERE merged_into IS NOT NULL;

-- In their normal forms, see domain/identifier.h; each has one owner.
CREATE TABLE session.customer_identifier (
  tenant_id   text     NOT NULL,
  kind        smallint NOT NULL,
  value       text     NOT NULL,
  customer_id text     NOT NULL,
  CONSTRAINT customer_identifier_once PRIMARY KEY (tenant_id, kind, value),
  CONSTRAINT customer_identifier_owner FOREIGN KEY (tenant_id, customer_id)
    REFERENCES session.customer,
  CONSTRAINT customer_identifier_kind_known CHECK (kind BETWEEN 1 AND 3)
);
CREATE INDEX customer_identifier_of
  ON session.customer_identifier (tenant_id, customer_id);

-- Receipts. They keep the id they were given under, and need no record of it.
CREATE TABLE session.consent (
  consent_id    uuid        PRIMARY KEY,  -- UUIDv7
  tenant_id     text        NOT NULL,
  customer_id   text        NOT NULL,
  -- Who asked for it and with which request_id.
  request       text        NOT NULL,
  purpose       smallint    NOT NULL,
  granted       boolean     NOT NULL,
  source        text        NOT NULL,
  consent_time  timestamptz NOT NULL,
  expire_time   timestamptz,
  record_time   timestamptz NOT NULL,
  recorder_role text        NOT NULL,
  recorder      text        NOT NULL,
  CONSTRAINT consent_once UNIQUE (tenant_id, customer_id, request),
  CONSTRAINT consent_purpose_known CHECK (purpose BETWEEN 1 AND 4)
);
CREATE INDEX consent_latest ON session.consent
  (tenant_id, customer_id, purpose, consent_time DESC, consent_id DESC);
CREATE INDEX consent_newest
  ON session.consent (tenant_id, customer_id, consent_id);

-- All ids of the customer who has or had the id `id`; that one alone if nothing
-- is known of it.
CREATE FUNCTION session.customer_ids(id text) RETURNS SETOF text
LANGUAGE sql STABLE AS $$
  WITH survivor AS (
    SELECT coalesce((SELECT coalesce(c.merged_into, c.customer_id)
                       FROM session.customer c
                      WHERE c.tenant_id = current_setting('aicc.tenant_id')
                        AND c.customer_id = id), id) AS customer_id)
  SELECT s.customer_id FROM survivor s
  UNION ALL
  SELECT c.customer_id FROM survivor s
    JOIN session.customer c ON c.tenant_id = current_setting('aicc.tenant_id')
                           AND c.merged_into = s.customer_id
$$;

ALTER TABLE session.customer            ENABLE ROW LEVEL SECURITY;
ALTER TABLE session.customer_identifier ENABLE ROW LEVEL SECURITY;
ALTER TABLE session.consent             ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON session.customer
  USING (tenant_id = current_setting('aicc.tenant_id', true));
CREATE POLICY tenant ON session.customer_identifier
  USING (tenant_id = current_setting('aicc.tenant_id', true));
CREATE POLICY tenant ON session.consent
  USING (tenant_id = current_setting('aicc.tenant_id', true));

GRANT SELECT, INSERT, UPDATE ON session.customer TO aicc_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON session.customer_identifier TO aicc_app;
-- A receipt is never changed and never removed.
GRANT SELECT, INSERT ON session.consent TO aicc_app;
