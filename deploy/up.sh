#!/bin/sh
# From a fresh Debian 12 machine to a running contact centre:
#   deploy/up.sh              installs what is missing, builds, starts everything
#   deploy/up.sh --demo       does the same, plays the demo contacts, and stops
# Anything else is passed on to `aicc up`, see `build/aicc up --help`.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/deploy/install.sh" run build
started=$(date +%s)
if [ ! -x "$root/build/aicc" ]; then
  echo "Building (some minutes the first time) …"
fi
"$root/deploy/build.sh" -DAICC_TESTS=OFF aicc >"$root/build-up.log" 2>&1 || {
  cat "$root/build-up.log" >&2
  exit 1
}
rm -f "$root/build-up.log"
took=$(($(date +%s) - started))
[ $took -gt 10 ] && echo "Built in $took s."
exec "$root/build/aicc" up "$@"
