#!/bin/sh
# Runs one end-to-end test file: tests/e2e/run.sh PROGRAM FILE
set -eu
export AICC_PROGRAM="$1"
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -d "$here/node_modules/@grpc" ]; then
  (cd "$here" && npm ci --no-audit --no-fund --loglevel=error)
fi
cd "$here/../.."
exec node --test "$here/$2"
