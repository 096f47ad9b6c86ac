#!/bin/sh
# From a fresh Debian 12 machine to a running contact centre:
#   deploy/up.sh              installs what is missing, builds, starts everything
#   deploy/up.sh --demo       does the same, plays the demo contacts, and stops
# Anything else is passed on to `aicc up`, see `build/aicc up --help`.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/deploy/install.sh" run build
started=$(date +%s)
# A new build has no tests; one that has keeps them.
tests=""
[ -f "$root/build/build.ninja" ] || tests=-DAICC_TESTS=OFF
[ -x "$root/build/aicc" ] || echo "Building (some minutes the first time) …"
# shellcheck disable=SC2086  # Nothing, or one word.
"$root/deploy/build.sh" $tests aicc >"$root/build-up.log" 2>&1 || {
  cat "$root/build-up.log" >&2
  exit 1
}
rm -f "$root/build-up.log"
took=$(($(date +%s) - started))
[ $took -gt 10 ] && echo "Built in $took s."
exec "$root/build/aicc" up "$@"
