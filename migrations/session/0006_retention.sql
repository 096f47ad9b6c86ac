-- Retention: whole months of contacts can be dropped.
--
-- Locks:  SHARE on session.offer and session.session while their indexes are
--         made: changes wait. Seconds per million rows.
-- Old binaries: keep working; they never call these functions.
-- Undo:   drop the two functions and the indexes.

-- A contact's month is that of its id: when it was recorded, which is when it
-- began unless it was brought in later.
--
-- Contacts are removed by their ids; without it each would cost a scan.
CREATE INDEX offer_session ON session.offer (session_id);
-- What a month still waits for is looked for before each batch.
CREATE INDEX session_open
  ON session.session (session_id) WHERE state BETWEEN 2 AND 6;

-- The months (UTC, their first days), oldest first, that have contacts or a
-- partition of the log and end at or before `before`; never one that is not
-- over, whatever the caller's clock says.
CREATE FUNCTION session.expired_months(before timestamptz) RETURNS SETOF date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH oldest AS (
    SELECT date_trunc('month', to_timestamp(
             ('x' || substr(replace(session_id::text, '-', ''), 1, 12))
               ::bit(48)::bigint / 1000.0) AT TIME ZONE 'UTC') AS month
      FROM (SELECT session_id FROM session.session
             ORDER BY session_id LIMIT 1) first
    UNION ALL
    SELECT min(to_date(substr(c.relname, 7), 'YYYY_MM'))
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'session.event'::regclass
       AND c.relname ~ '^event_\d{4}_\d{2}$')
  SELECT m::date
    FROM generate_series((SELECT min(month) FROM oldest),
                         least(before, now()) AT TIME ZONE 'UTC',
                         interval '1 month') m
   WHERE m + interval '1 month' <= least(before, now()) AT TIME ZONE 'UTC'
$$;

-- Removes at most `max` contacts of the month of `month` and all that hangs on
-- them, of whatever tenant; once there are none left, the month's partition of the
-- log. Returns how many contacts it removed, 0 when the month is gone, or why
-- nothing was done: -1 a contact of the month is still open, -2 somebody else
-- removes, -3 what it needs is locked; try again later.
--
-- Open is what waits for an agent, is with one or in wrap-up: then the month waits
-- as a whole. So is self-service in which something was said or done within a
-- month: contacts from there on wait. What nobody has ended for longer is nobody's
-- any more.
--
-- What hangs on a contact: the rows of every table of this schema that has its
-- session_id. Those of the log that are in the default partition go with them.
CREATE FUNCTION session.drop_month(month date, max integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first_day timestamp := date_trunc('month', month::timestamp);
  next_day timestamp := first_day + interval '1 month';
  first_id uuid := session.first_uuid(first_day AT TIME ZONE 'UTC');
  next_id uuid := session.first_uuid(next_day AT TIME ZONE 'UTC');
  log_part text := 'event_' || to_char(first_day, 'YYYY_MM');
  hanging regclass;
  doomed uuid[];
BEGIN
  IF max < 1 OR next_day > now() AT TIME ZONE 'UTC' THEN
    RAISE EXCEPTION 'the month is not over, or nothing is to be removed';
  END IF;
  IF NOT pg_try_advisory_xact_lock(728461937) THEN
    RETURN -2;
  END IF;
  IF EXISTS (SELECT FROM session.session s
              WHERE s.session_id >= first_id AND s.session_id < next_id
                AND s.state BETWEEN 2 AND 6) THEN
    RETURN -1;
  END IF;
  PERFORM set_config('lock_timeout', '500ms', true);
  doomed := ARRAY(SELECT s.session_id FROM session.session s
                   WHERE s.session_id >= first_id AND s.session_id < next_id
                     AND s.state NOT BETWEEN 2 AND 6  -- By now.
                   ORDER BY s.session_id LIMIT max FOR UPDATE);
  IF doomed = '{}' THEN
    IF EXISTS (SELECT FROM session.session s
                WHERE s.session_id >= first_id AND s.session_id < next_id) THEN
      RETURN -1;
    END IF;
    IF to_regclass('session.' || log_part) IS NOT NULL THEN
      EXECUTE format('DROP TABLE session.%I', log_part);
    END IF;
    RETURN 0;
  END IF;
  -- Now that nobody can append to them.
  IF EXISTS (SELECT FROM session.session s
               JOIN session.event e
                 ON e.session_id = s.session_id AND e.seq = s.last_seq
              WHERE s.session_id = ANY (doomed) AND s.state = 1
                AND e.record_time > now() - interval '1 month') THEN
    RETURN -1;
  END IF;
  DELETE FROM session.event_default e WHERE e.session_id = ANY (doomed);
  FOR hanging IN
    SELECT c.oid FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'session_id'
     WHERE c.relnamespace = 'session'::regnamespace
       AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.oid NOT IN ('session.session'::regclass, 'session.event'::regclass)
     ORDER BY c.oid DESC  -- What refers to another of them is younger than it.
  LOOP
    EXECUTE format('DELETE FROM %s WHERE session_id = ANY ($1)', hanging)
      USING doomed;
  END LOOP;
  DELETE FROM session.session s WHERE s.session_id = ANY (doomed);
  RETURN cardinality(doomed);
EXCEPTION WHEN lock_not_available THEN
  RETURN -3;
END
$$;

REVOKE ALL ON FUNCTION session.expired_months(timestamptz),
  session.drop_month(date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session.expired_months(timestamptz),
  session.drop_month(date, integer) TO aicc_app;
