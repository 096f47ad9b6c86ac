-- The months that ended more than $2 months before $1, in µs since the epoch.
SELECT session.expired_months(
  (('epoch'::timestamptz + $1::bigint * interval '1 microsecond')
     AT TIME ZONE 'UTC' - make_interval(months => $2)) AT TIME ZONE 'UTC')
  AS month;
