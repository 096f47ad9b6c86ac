#!/bin/sh
# Runs a command beside a PostgreSQL of its own, empty, and thrown away after:
#   tests/with_postgres.sh build/tests/session/session_test
# It listens on a unix socket only. Set PG_BIN if the binaries are elsewhere, and
# AICC_TEST_FSYNC=off where nothing is timed: only a computer that stops would
# tell the difference.
set -eu
bin=${PG_BIN:-/usr/lib/postgresql/15/bin}
dir=$(mktemp -d)
as=""
if [ "$(id -u)" = 0 ]; then  # PostgreSQL refuses to run as root.
  chown postgres "$dir"
  as="runuser -u postgres --"
fi
stop() {
  (cd / && $as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >"$dir/stop.log" 2>&1) || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' INT TERM

back=$PWD
cd "$dir"
$as "$bin/initdb" --no-sync -D "$dir/data" -A trust -U aicc_owner -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log"
printf "listen_addresses = ''\nunix_socket_directories = '%s'\nmax_connections = 200\nfsync = %s\n" "$dir" "${AICC_TEST_FSYNC:-on}" |
  $as tee -a "$dir/data/postgresql.conf" >"$dir/conf.log"
$as "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w start >"$dir/start.log"
export AICC_TEST_DSN="host=$dir user=aicc_owner dbname=postgres"
export AICC_TEST_RESTART="$as $bin/pg_ctl -D $dir/data -l $dir/server.log -m fast -w restart >$dir/restart.log"
export AICC_TEST_STOP="$as $bin/pg_ctl -D $dir/data -m immediate -w stop >$dir/stopped.log"
export AICC_TEST_START="$as $bin/pg_ctl -D $dir/data -l $dir/server.log -w start >$dir/start.log"
cd "$back"
"$@"
