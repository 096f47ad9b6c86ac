-- Keeps calls, unless they are kept already: a batch may come twice.
-- $1 an array of objects, as JSON, whose members are called as the columns.
INSERT INTO inference.call
       (tenant_id, call_id, create_time, session_id, task, asked, model, tier,
        reason, outcome, prompt_tokens, cached_tokens, completion_tokens,
        reasoning_tokens, estimated, cost_micro_usd, first_token_us, total_us,
        overhead_us, attempts)
SELECT current_setting('aicc.tenant_id'), call_id,
       'epoch'::timestamptz + create_us * interval '1 microsecond',
       session_id, task, asked, model, tier, reason, outcome, prompt_tokens,
       cached_tokens, completion_tokens, reasoning_tokens, estimated,
       cost_micro_usd, first_token_us, total_us, overhead_us, attempts
  FROM jsonb_to_recordset($1::jsonb) AS c (
       call_id uuid, create_us bigint, session_id text, task text, asked text,
       model text, tier text, reason text, outcome text, prompt_tokens bigint,
       cached_tokens bigint, completion_tokens bigint, reasoning_tokens bigint,
       estimated boolean, cost_micro_usd bigint, first_token_us bigint,
       total_us bigint, overhead_us bigint, attempts jsonb)
    ON CONFLICT (tenant_id, call_id) DO NOTHING;
