#!/bin/sh
# Builds the tests with AddressSanitizer and UndefinedBehaviorSanitizer and runs
# those that the label `sanitize` marks.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
export AICC_BUILD="$root/build-sanitize"
"$root/deploy/install.sh" run build test
"$root/deploy/build.sh" -DAICC_TESTS=ON -DSANITIZE=address,undefined aicc_sanitized_tests
export LSAN_OPTIONS="suppressions=$root/tests/lsan.supp"
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-19/bin/llvm-symbolizer
cd "$root"
export GTEST_BRIEF=1  # Of a suite that fails, what failed.
export AICC_TEST_FSYNC=off
tests/with_postgres.sh ctest --test-dir "$AICC_BUILD" -L sanitize \
  --output-on-failure "$@"
