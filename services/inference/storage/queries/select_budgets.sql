-- What was spent of budgets; no row where nothing was.
-- $1 names and $2 starts in µs since the epoch, as arrays.
SELECT b.name, b.tokens, b.micro_usd
  FROM inference.budget b
  JOIN unnest($1::text[], $2::bigint[]) AS wanted (name, start_us)
    ON b.name = wanted.name
   AND b.start_time =
       'epoch'::timestamptz + wanted.start_us * interval '1 microsecond'
 WHERE b.tenant_id = current_setting('aicc.tenant_id');
