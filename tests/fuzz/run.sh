#!/bin/sh
# Builds the fuzz targets into build-fuzz/, or the folder that AICC_BUILD names,
# and runs them side by side on their corpora; fails on a finding:
#   tests/fuzz/run.sh [SECONDS, 60 if not said]
# Whatever is found is in that folder, and worth a file in corpus/.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
export AICC_BUILD="${AICC_BUILD:-$root/build-fuzz}"
"$root/deploy/install.sh" run build test
"$root/deploy/build.sh" -DAICC_TESTS=OFF -DAICC_FUZZ=ON aicc_fuzz
export ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-19/bin/llvm-symbolizer
export UBSAN_OPTIONS=print_stacktrace=1
cd "$AICC_BUILD"

# The fuzzer adds to the first folder and only reads the second.
fuzz() {
  mkdir -p "found/$1"
  "tests/fuzz/$1" -max_total_time="$2" -timeout=10 \
    -rss_limit_mb=1024 -max_len=4096 -dict="$root/tests/fuzz/words.dict" \
    -artifact_prefix="found/$1-" -print_final_stats=1 \
    "found/$1" "$root/tests/fuzz/corpus/$1" >"$1.log" 2>&1
}

running=""
for target in wire_fuzz request_fuzz text_fuzz; do
  fuzz "$target" "${1:-60}" &
  running="$running $!:$target"
done
failed=0
for each in $running; do
  target=${each#*:}
  if wait "${each%%:*}"; then
    printf '%s: %s runs, no finding\n' "$target" \
      "$(sed -n 's/^stat::number_of_executed_units: *//p' "$target.log")"
  else
    tail -n 60 "$target.log" >&2
    failed=1
  fi
done
exit $failed
