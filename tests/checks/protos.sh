#!/bin/sh
# Lints the protos with buf, from npm.
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --silent
cd ../..
tests/checks/node_modules/.bin/buf lint
