-- Lists tenants in which there is something to offer or to take back. $1 now,
-- in µs since the epoch.
SELECT session.tenants_to_route(
  'epoch'::timestamptz + $1::bigint * interval '1 microsecond');
