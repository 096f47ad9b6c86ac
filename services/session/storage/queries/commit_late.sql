-- Does not wait for the disk when this transaction commits. For what is done again
-- if it is lost.
SELECT set_config('synchronous_commit', 'off', true);
