-- Adds to what was spent of budgets, once however often it is tried: a commit
-- whose end nobody saw may have been one. In the order of their names, as calls
-- take from them. Forgets what has long been over.
-- $1 names and $2 starts in µs since the epoch, as arrays, $3 tokens, $4
-- millionths of a dollar, $5 the id of the correction.
WITH wanted AS (
  SELECT name,
         'epoch'::timestamptz + start_us * interval '1 microsecond' AS start_time
    FROM unnest($1::text[], $2::bigint[]) AS w (name, start_us)
), noted AS (
  INSERT INTO inference.correction (tenant_id, correction_id, create_time)
  VALUES (current_setting('aicc.tenant_id'), $5::uuid, now())
      ON CONFLICT DO NOTHING
  RETURNING correction_id
), old_corrections AS (
  DELETE FROM inference.correction
   WHERE ctid = ANY (ARRAY(
     SELECT ctid
       FROM inference.correction
      WHERE tenant_id = current_setting('aicc.tenant_id')
        AND create_time < now() - interval '1 day'
      LIMIT 100
        FOR UPDATE SKIP LOCKED))
), old_budgets AS (
  DELETE FROM inference.budget
   WHERE ctid = ANY (ARRAY(
     SELECT b.ctid
       FROM inference.budget b
       JOIN wanted w ON b.name = w.name
      WHERE b.tenant_id = current_setting('aicc.tenant_id')
        AND b.start_time < w.start_time - interval '40 days'
      LIMIT 100
        FOR UPDATE OF b SKIP LOCKED))
)
INSERT INTO inference.budget AS b
       (tenant_id, name, start_time, tokens, micro_usd)
SELECT current_setting('aicc.tenant_id'), wanted.name, wanted.start_time, $3, $4
  FROM wanted, noted
 ORDER BY wanted.name
    ON CONFLICT (tenant_id, name, start_time) DO UPDATE
   SET tokens    = b.tokens + excluded.tokens,
       micro_usd = b.micro_usd + excluded.micro_usd;
