#!/bin/bash
# The fault tests, over and over; one line for each fault:
#   tests/session/faults/long.sh [ROUNDS]
# Rounds that failed leave their output in the folder that is named.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
rounds=${1:-20}
"$root/deploy/install.sh" run build test
"$root/deploy/build.sh" -DAICC_TESTS=ON session_test session_outage_test \
  session_replicas_test session_full_disk_test
cd "$root"
bin=${AICC_BUILD:-$root/build}/tests/session
out=$(mktemp -d)
status=0

# fault NAME COMMAND... runs the command once a round.
fault() {
  local name=$1 failed=0 begin=$SECONDS
  shift
  for ((round = 1; round <= rounds; ++round)); do
    local code=0
    "$@" >"$out/log" 2>&1 || code=$?
    if [ $code = 0 ]; then continue; fi
    if [ $code = 77 ]; then
      echo "$name: not run, this user may not do that"
      return
    fi
    failed=$((failed + 1))
    status=1
    cp "$out/log" "$out/$name.$round"
  done
  echo "$name: $rounds rounds, $failed failed, $((SECONDS - begin)) s"
}
of() { tests/with_postgres.sh "$bin/$1" "--gtest_filter=$2"; }

fault killed-under-load of session_replicas_test '*'
fault postgresql-restarted of session_outage_test '*'
fault disk-full tests/session/faults/full_disk.sh "$bin/session_full_disk_test"
fault nats-stopped of session_test 'NatsTest.*'
fault clock-back-and-reconnects of session_test 'OddTimesTest.*'
fault client-never-reads of session_test 'SlowWatcherTest.*'
rm -f "$out/log"
if [ $status != 0 ]; then
  echo "see $out"
else
  rmdir "$out"
fi
exit $status
