-- Lets one merge of the tenant happen at a time, until the transaction ends.
SELECT pg_advisory_xact_lock(
  hashtextextended('session.customer ' || current_setting('aicc.tenant_id'), 0));
