-- Removes what is kept of at most $3 contacts of months that ended more than $2
-- months before $1, in µs since the epoch; returns how many contacts it was.
SELECT summary.drop_expired(
  (('epoch'::timestamptz + $1::bigint * interval '1 microsecond')
     AT TIME ZONE 'UTC' - make_interval(months => $2)) AT TIME ZONE 'UTC', $3);
