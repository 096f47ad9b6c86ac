-- Search: an index of the words of utterances, filled in the background, and
-- indexes for what else contacts are searched by.
--
-- Locks:  SHARE on session.session while its indexes are made: reads go on,
--         writes wait, about a second for a million contacts. SHARE ROW
--         EXCLUSIVE on session.event from there to the end, while its utterances
--         are listed for the index, about two seconds for a million.
-- Old binaries: keep working; what they append is noted by the trigger too.
-- Undo:   DROP TRIGGER event_noted ON session.event; drop the functions, tables
--         and indexes of this file. Loses nothing that the log does not tell.

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
-- Each search reads all of the pending list, so that is kept short (in kB).
CREATE INDEX utterance_terms_found ON session.utterance_terms
  USING gin (terms) WITH (gin_pending_list_limit = 256);

-- Utterances that are in the log and not yet in the index. A row is added in
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

CREATE FUNCTION session.note_utterances() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO session.search_task (tenant_id, session_ids, seqs)
  SELECT a.tenant_id, array_agg(a.session_id), array_agg(a.seq)
    FROM added a
   WHERE a.type = 10
   GROUP BY a.tenant_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER event_noted AFTER INSERT ON session.event
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION session.note_utterances();

-- The tenants with utterances that are not yet in the index.
CREATE FUNCTION session.tenants_to_index() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT tenant_id FROM session.search_task
$$;

-- The tenant's contacts that have each word of `reading` in some utterance: all
-- terms of one of the word's patterns. A pattern is an element of `words`, its
-- word's number, and the same of `terms`, an array of its terms as text.
--
-- Not bound by row-level security, which would keep the index from being used
-- (@> is not leakproof), but it shows ids of the tenant's own only. Planned
-- anew each time: whether a word is rare decides what is read first.
CREATE FUNCTION session.contacts_with_terms(
  words integer[], terms text[], reading integer[])
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET jit = off
SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  query text;
BEGIN
  SELECT string_agg(w.query, ' AND session_id IN (' ORDER BY w.word)
         || repeat(')', count(*)::integer - 1)
    INTO query
    FROM (SELECT p.word,
                 'SELECT session_id FROM session.utterance_terms '
                 'WHERE tenant_id = $1 AND ('
                 || string_agg(format('terms @> %L', p.terms::integer[]),
                               ' OR ') || ')' AS query
            FROM unnest(words, terms) p(word, terms)
           WHERE p.word = ANY (reading)
           GROUP BY p.word) w;
  IF query IS NOT NULL THEN
    RETURN QUERY EXECUTE 'SELECT DISTINCT session_id FROM (' || query || ') f'
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

REVOKE ALL ON FUNCTION session.tenants_to_index(),
  session.contacts_with_terms(integer[], text[], integer[]),
  session.rebuild_search() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session.tenants_to_index(),
  session.contacts_with_terms(integer[], text[], integer[]) TO aicc_app;
GRANT SELECT, INSERT, DELETE ON session.utterance_terms TO aicc_app;
-- UPDATE is for its row locks.
GRANT SELECT, INSERT, UPDATE, DELETE ON session.search_task TO aicc_app;

SELECT session.rebuild_search();
