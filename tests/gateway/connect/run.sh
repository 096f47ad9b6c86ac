#!/bin/sh
# Calls the gateway with the official Connect client for Node.js.
#
#   run.sh FIXTURE WORK
#
# FIXTURE is the built gateway_fixture; WORK a folder for what npm installs,
# used again as long as the lock file is the same.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
fixture=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
protos=$here/../../../protos

cp "$here"/package.json "$here"/*.mjs "$work"
if ! cmp -s "$here/package-lock.json" "$work/node_modules/.installed"; then
  cp "$here/package-lock.json" "$work"
  (cd "$work" && npm ci --no-audit --no-fund --loglevel=error)
  cp "$here/package-lock.json" "$work/node_modules/.installed"
fi

# The client learns the services from descriptors; no code is generated.
(cd "$protos" && protoc -I . --include_imports \
  --descriptor_set_out="$work/aicc.binpb" \
  $(find aicc google -name '*.proto' | sort))

cd "$work"
GATEWAY_FIXTURE=$fixture DESCRIPTORS=$work/aicc.binpb exec node --test
