-- Adds to what was spent of budgets, in the order of their names, so that two
-- calls never wait for one another; a row for each says what that makes.
-- $1 names and $2 starts in µs since the epoch, as arrays, $3 tokens, $4
-- millionths of a dollar.
INSERT INTO inference.budget AS b
       (tenant_id, name, start_time, tokens, micro_usd)
SELECT current_setting('aicc.tenant_id'), wanted.name,
       'epoch'::timestamptz + wanted.start_us * interval '1 microsecond', $3, $4
  FROM unnest($1::text[], $2::bigint[]) AS wanted (name, start_us)
 ORDER BY wanted.name
    ON CONFLICT (tenant_id, name, start_time) DO UPDATE
   SET tokens    = b.tokens + excluded.tokens,
       micro_usd = b.micro_usd + excluded.micro_usd
RETURNING b.name, b.tokens, b.micro_usd;
