-- Has the statements of this transaction planned for the values they are run
-- with: which of a search's filters are given decides the index.
SELECT set_config('plan_cache_mode', 'force_custom_plan', true),
       set_config('jit', 'off', true);
