-- Adds up the calls of a span, by day (UTC) if $3, model, tier and task.
-- $1 from and $2 to in µs since the epoch.
SELECT CASE WHEN $3::boolean
            THEN (extract(epoch FROM date_trunc('day', create_time, 'UTC'))
                  * 1000000)::bigint END                          AS day_us,
       model, tier, task,
       count(*)                                                   AS calls,
       count(*) FILTER (WHERE outcome NOT IN ('OK', 'CACHED'))    AS failed,
       sum(prompt_tokens)::bigint                                 AS prompt,
       sum(cached_tokens)::bigint                                 AS cached,
       sum(completion_tokens)::bigint                             AS completion,
       sum(reasoning_tokens)::bigint                              AS reasoning,
       sum(cost_micro_usd)::bigint                                AS micro_usd,
       (percentile_disc(0.5) WITHIN GROUP (ORDER BY first_token_us)
         FILTER (WHERE first_token_us > 0))                       AS first_p50,
       (percentile_disc(0.95) WITHIN GROUP (ORDER BY first_token_us)
         FILTER (WHERE first_token_us > 0))                       AS first_p95,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY overhead_us)   AS over_p50
  FROM inference.call
 WHERE tenant_id = current_setting('aicc.tenant_id')
   AND create_time >= 'epoch'::timestamptz + $1::bigint * interval '1 microsecond'
   AND create_time <  'epoch'::timestamptz + $2::bigint * interval '1 microsecond'
 GROUP BY 1, 2, 3, 4
 ORDER BY 1, micro_usd DESC, calls DESC, 2, 3, 4
 LIMIT 1001;
