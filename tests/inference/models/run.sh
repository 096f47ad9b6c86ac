#!/bin/sh
# Checks the profiles of models in deploy/models.
#
#   run.sh [WORK]
#
# WORK is a folder for what npm installs, used again as long as the lock file is
# the same; one that git ignores if it is not said.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$here/node_modules/work}
mkdir -p "$work"
work=$(realpath "$work")

cp "$here"/package.json "$here"/*.mjs "$work"
if ! cmp -s "$here/package-lock.json" "$work/node_modules/.installed"; then
  cp "$here/package-lock.json" "$work"
  (cd "$work" && npm ci --no-audit --no-fund --loglevel=error)
  cp "$here/package-lock.json" "$work/node_modules/.installed"
fi

cd "$work"
AICC_ROOT=${AICC_ROOT:-$here/../../..} exec node --test check.test.mjs
