#!/bin/sh
# Asks the product's models with the official OpenAI client for Node.js.
#
#   run.sh AICC WORK
#
# AICC is the built program; WORK a folder for what npm installs, used again as
# long as the lock file is the same.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
aicc=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")

cp "$here"/package.json "$here"/*.mjs "$work"
if ! cmp -s "$here/package-lock.json" "$work/node_modules/.installed"; then
  cp "$here/package-lock.json" "$work"
  (cd "$work" && npm ci --no-audit --no-fund --loglevel=error)
  cp "$here/package-lock.json" "$work/node_modules/.installed"
fi

cd "$work"
AICC=$aicc exec node --test
