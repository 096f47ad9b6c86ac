-- Gives the customer $1 identifiers of the kinds $2 and values $3, in one order
-- for everybody, so that two of these wait for one another at most one way.
-- Returns those that nobody has had.
INSERT INTO session.customer_identifier (tenant_id, kind, value, customer_id)
SELECT current_setting('aicc.tenant_id'), i.kind, i.value, $1
  FROM unnest($2::smallint[], $3::text[]) AS i (kind, value)
 ORDER BY i.kind, i.value
ON CONFLICT (tenant_id, kind, value) DO NOTHING
RETURNING kind, value;
