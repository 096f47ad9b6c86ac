-- Removes at most $2 contacts of the month $1, or the emptied month; see the
-- function for what it returns.
SELECT session.drop_month($1, $2);
