-- Retention: summaries and facts go when their contacts do.
--
-- Locks:  SHARE on summary.summary and summary.contact_fact while their indexes
--         are made: changes wait. Seconds per million rows.
-- Old binaries: keep working; they never call the function.
-- Undo:   drop the function and the indexes.

-- What is oldest is looked for over all tenants.
CREATE INDEX summary_session ON summary.summary (session_id);
CREATE INDEX contact_fact_session ON summary.contact_fact (session_id);

-- Removes the summaries and facts, of whatever tenant, of at most `max` contacts
-- of months (UTC) before that of `before`, and never before one that is not over.
-- Returns how many contacts it was. A contact's month is in its id (UUIDv7).
CREATE FUNCTION summary.drop_expired(before timestamptz, max integer)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  month timestamp := date_trunc('month', least(before, now()) AT TIME ZONE 'UTC');
  next_id uuid := rpad(lpad(to_hex(
    (extract(epoch FROM month) * 1000)::bigint), 12, '0'), 32, '0')::uuid;
  doomed uuid[];
BEGIN
  doomed := ARRAY(
    SELECT session_id FROM (
      (SELECT s.session_id FROM summary.summary s
        WHERE s.session_id < next_id ORDER BY s.session_id LIMIT max)
      UNION
      (SELECT f.session_id FROM summary.contact_fact f
        WHERE f.session_id < next_id ORDER BY f.session_id LIMIT max)) oldest
     ORDER BY session_id LIMIT max);
  DELETE FROM summary.summary s WHERE s.session_id = ANY (doomed);
  DELETE FROM summary.contact_fact f WHERE f.session_id = ANY (doomed);
  RETURN cardinality(doomed);
END
$$;

REVOKE ALL ON FUNCTION summary.drop_expired(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION summary.drop_expired(timestamptz, integer) TO aicc_app;
