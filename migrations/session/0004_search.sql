-- Search: an index of the words of utterances, filled in the background, and
-- indexes for what else contacts are searched by.
--
-- Locks:  SHARE on session.session, to the end: reads go on, what changes contacts
--         waits, some seconds for a million utterances.
-- Old binaries: keep working. What they append after this is found only once
--         session.rebuild_search() has been called.
-- Undo:   drop the functions, tables and indexes of this file. Loses nothing that
--         the log does not tell.

-- A search is newest first, by start. Few contacts have what is empty at first.
CREATE INDEX session_start
  ON session.session (tenant_id, start_time, session_id);
CREATE INDEX session_state
  ON session.session (tenant_id, state, start_time, session_id);
CREATE INDEX session_queue
  ON session.session (tenant_id, queue, start_time, session_id)
  WHERE queue <> '';
CREATE INDEX session_agent
  ON session.session (tenant_id, agent_id, start_time, session_id)
  WHERE agent_id <> '';
CREATE INDEX session_disposition
  ON session.session (tenant_id, disposition, start_time, session_id)
  WHERE disposition <> '';
CREATE INDEX session_intent
  ON session.session (tenant_id, intent, start_time, session_id)
  WHERE intent <> '';

-- One row an utterance. `terms` are hashes that only TermsOf() in
-- services/session/domain/search_text.cc makes, each of the tenant and a word:
-- no words are here, and a tenant's terms are its own.
CREATE TABLE session.utterance_terms (
  session_id uuid      NOT NULL,
  seq        integer   NOT NULL,
  tenant_id  text      NOT NULL,
  terms      integer[] NOT NULL,
  CONSTRAINT utterance_terms_key PRIMARY KEY (session_id, seq)
);
-- Each search reads all of the pending list: up to 3 ms for 2,048 kB. A shorter
-- one makes that quicker and indexing slower.
CREATE INDEX utterance_terms_found ON session.utterance_terms
  USING gin (terms) WITH (gin_pending_list_limit = 2048);

-- Events of the log whose utterances are not yet in the index. A row is added in
-- the transaction that appends, and removed in the one that indexes: none is
-- missed, whatever the order of commits, and none is done twice.
CREATE TABLE session.search_task (
  tenant_id   text      NOT NULL,
  task_id     bigint    GENERATED ALWAYS AS IDENTITY,
  session_ids uuid[]    NOT NULL,
  seqs        integer[] NOT NULL,
  CONSTRAINT search_task_key PRIMARY KEY (tenant_id, task_id)
);

ALTER TABLE session.utterance_terms ENABLE ROW LEVEL SECURITY;
ALTER TABLE session.search_task     ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON session.utterance_terms
  USING (tenant_id = current_setting('aicc.tenant_id', true));
CREATE POLICY tenant ON session.search_task
  USING (tenant_id = current_setting('aicc.tenant_id', true));

-- The tenants with utterances that are not yet in the index.
CREATE FUNCTION session.tenants_to_index() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT tenant_id FROM session.search_task
$$;

-- The tenant's contacts that have each word of `reading` in some utterance: all
-- terms of one of the word's patterns. A pattern is an element of `words`, its
-- word's number, and the same of `terms`, an array of its terms as text. Of the
-- reading those in `rare` are asked of the index, and the others looked for in
-- the contacts that gives; all are asked of it if none is rare.
--
-- Not bound by row-level security, which would keep the index from being used
-- (@> is not leakproof), but it shows ids of the tenant's own only.
CREATE FUNCTION session.contacts_with_terms(
  words integer[], terms text[], reading integer[], rare integer[])
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
SET search_path = pg_catalog, pg_temp
SET jit = off
SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  asked text;
  looked_for text;
BEGIN
  SELECT string_agg(format('SELECT session_id FROM session.utterance_terms '
                           'WHERE tenant_id = $1 AND (%s)', w.condition),
                    ' INTERSECT ')
           FILTER (WHERE w.asked),
         string_agg(format(' AND EXISTS (SELECT FROM session.utterance_terms '
                           'WHERE session_id = f.session_id AND (%s) OFFSET 0)',
                           w.condition), '')
           FILTER (WHERE NOT w.asked)
    INTO asked, looked_for
    FROM (SELECT p.word = ANY (rare) OR NOT reading && rare AS asked,
                 string_agg(format('terms @> %L', p.terms::integer[]), ' OR ')
                   AS condition
            FROM unnest(words, terms) p(word, terms)
           WHERE p.word = ANY (reading)
           GROUP BY p.word) w;
  IF asked IS NOT NULL THEN
    RETURN QUERY EXECUTE
      'SELECT f.session_id FROM (SELECT DISTINCT session_id FROM ('
      || asked || ') c OFFSET 0) f WHERE true' || coalesce(looked_for, '')
      USING current_setting('aicc.tenant_id');
  END IF;
END
$$;

-- Lists all utterances of the log for the index, newest first, and empties it.
-- Searches find nothing that is said until it is filled again. For whoever
-- administers the database, and for migrations that change what terms are.
CREATE FUNCTION session.rebuild_search() RETURNS void
LANGUAGE sql AS $$
  TRUNCATE session.utterance_terms;
  DELETE FROM session.search_task;
  INSERT INTO session.search_task (tenant_id, session_ids, seqs)
  SELECT e.tenant_id, array_agg(e.session_id), array_agg(e.seq)
    FROM (SELECT tenant_id, session_id, seq,
                 (row_number() OVER (PARTITION BY tenant_id
                                     ORDER BY session_id DESC, seq) - 1) / 500
                   AS part
            FROM session.event
           WHERE type = 10) e
   GROUP BY e.tenant_id, e.part
   ORDER BY e.part;
$$;

REVOKE ALL ON FUNCTION session.tenants_to_index(),
  session.contacts_with_terms(
    integer[], text[], integer[], integer[]),
  session.rebuild_search() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session.tenants_to_index(),
  session.contacts_with_terms(
    integer[], text[], integer[], integer[]) TO aicc_app;
GRANT SELECT, INSERT, DELETE ON session.utterance_terms TO aicc_app;
-- UPDATE is for its row locks.
GRANT SELECT, INSERT, UPDATE, DELETE ON session.search_task TO aicc_app;

SELECT session.rebuild_search();
