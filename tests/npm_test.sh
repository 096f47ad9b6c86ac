#!/bin/sh
# Runs node's tests in a folder, with what its package.json names:
#
#   npm_test.sh FOLDER WORK
#
# WORK is a folder for what npm installs, used again as long as the lock file is
# the same. The tests run there.
set -eu

from=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")

cp "$from"/package.json "$from"/*.mjs "$work"
if ! cmp -s "$from/package-lock.json" "$work/node_modules/.installed"; then
  cp "$from/package-lock.json" "$work"
  (cd "$work" && npm ci --no-audit --no-fund --loglevel=error)
  cp "$from/package-lock.json" "$work/node_modules/.installed"
fi
cd "$work"
exec node --test
