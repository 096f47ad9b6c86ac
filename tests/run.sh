#!/bin/sh
# Builds what the tests need and runs all of them: tests/run.sh [ctest options]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/deploy/install.sh" run build test
"$root/deploy/build.sh" -DAICC_TESTS=ON all
cd "$root"
export GTEST_BRIEF=1  # Of a suite that fails, what failed.
export AICC_TEST_FSYNC=off
exec tests/with_postgres.sh ctest --test-dir "${AICC_BUILD:-$root/build}" \
  --output-on-failure "$@"
