-- Finds the tenants for whom the matcher has something to do by $1; whose agents
-- were not seen since $2, or, where they have contacts, since $3; no offer ends
-- after $4. In µs since the epoch.
SELECT * FROM session.tenants_to_route(
  'epoch'::timestamptz + $1::bigint * interval '1 microsecond',
  'epoch'::timestamptz + $2::bigint * interval '1 microsecond',
  'epoch'::timestamptz + $3::bigint * interval '1 microsecond',
  'epoch'::timestamptz + $4::bigint * interval '1 microsecond');
