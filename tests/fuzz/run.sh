#!/bin/sh
# Builds the fuzz targets into build-fuzz/, or the folder that AICC_BUILD names,
# and runs each for its share of the time on its corpus; fails on a finding:
#   tests/fuzz/run.sh [SECONDS in all, 60 if not said]
# Whatever is found is in that folder, and worth a file in corpus/.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
export AICC_BUILD="${AICC_BUILD:-$root/build-fuzz}"
"$root/deploy/install.sh" run build test
"$root/deploy/build.sh" -DAICC_TESTS=OFF -DAICC_FUZZ=ON aicc_fuzz
export ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-19/bin/llvm-symbolizer
export UBSAN_OPTIONS=print_stacktrace=1
cd "$AICC_BUILD"
share=$((${1:-60} / 3))
for target in wire_fuzz request_fuzz text_fuzz; do
  # The fuzzer adds to the first folder and only reads the second.
  mkdir -p "found/$target"
  if ! "tests/fuzz/$target" -max_total_time="$share" -timeout=10 \
    -rss_limit_mb=1024 -max_len=4096 -dict="$root/tests/fuzz/words.dict" \
    -artifact_prefix="found/$target-" -print_final_stats=1 \
    "found/$target" "$root/tests/fuzz/corpus/$target" >"$target.log" 2>&1; then
    tail -n 60 "$target.log" >&2
    exit 1
  fi
  printf '%s: %s runs, no finding\n' "$target" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$target.log")"
done
