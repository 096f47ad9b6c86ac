#!/bin/sh
# Calls the gateway with the official Connect client for Node.js:
# run.sh FIXTURE WORK, where FIXTURE is the built gateway_fixture; see
# tests/npm_test.sh.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
GATEWAY_FIXTURE=$(realpath "$1")
export GATEWAY_FIXTURE
mkdir -p "$2"
work=$(realpath "$2")
# The client learns the services from descriptors; no code is generated.
(cd "$here/../../../protos" && protoc -I . --include_imports \
  --descriptor_set_out="$work/aicc.binpb" \
  $(find aicc google -name '*.proto' | sort))
export DESCRIPTORS="$work/aicc.binpb"
exec "$here/../../npm_test.sh" "$here" "$work"
