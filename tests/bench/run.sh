#!/bin/sh
# Builds the benchmarks and runs them one after the other, each with the limits
# of this machine in the same run:
#   tests/bench/run.sh [SECONDS per figure [FILE of recorded conversations]]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
"$root/deploy/install.sh" run build test
"$root/deploy/build.sh" -DAICC_TESTS=ON -DAICC_BENCH=ON session_bench routing_bench watch_bench search_bench day_bench turn_bench engine_bench gateway_bench
cd "$root"
bench=${AICC_BUILD:-$root/build}/tests/bench
tests/with_postgres.sh "$bench/session_bench" "${1:-5}"
tests/with_postgres.sh "$bench/routing_bench"
tests/with_postgres.sh "$bench/watch_bench" "${1:-5}"
tests/with_postgres.sh "$bench/search_bench" 1000000 "${2:-}"
tests/with_postgres.sh "$bench/day_bench"
tests/with_postgres.sh "$bench/turn_bench"
"$bench/engine_bench" deploy/packs/telco
# The Portkey gateway, installed once for a lock file; it measures the floor and
# the product alone if there is no npm.
portkey="$bench/portkey"
lock=tests/bench/portkey/package-lock.json
if command -v npm >/dev/null; then
  if ! cmp -s "$lock" "$portkey/node_modules/.installed"; then
    mkdir -p "$portkey"
    cp tests/bench/portkey/*.json "$portkey"
    (cd "$portkey" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    cp "$lock" "$portkey/node_modules/.installed"
  fi
  "$bench/gateway_bench" --portkey "$portkey"
else
  "$bench/gateway_bench"
fi
