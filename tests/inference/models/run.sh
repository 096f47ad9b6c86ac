#!/bin/sh
# Checks the profiles of models in deploy/models: run.sh [WORK], see
# tests/npm_test.sh; WORK is one that git ignores if it is not said.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
export AICC_ROOT="${AICC_ROOT:-$here/../../..}"
exec "$here/../../npm_test.sh" "$here" "${1:-$here/node_modules/work}"
