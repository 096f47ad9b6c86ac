#!/bin/sh
# Lints the protos with buf, from npm.
set -eu
cd "$(dirname "$0")"
# No lock file: npm writes one for this platform only, and then refuses it. The
# version in package.json is exact, and buf depends on nothing else.
npm install --no-package-lock --no-audit --no-fund --loglevel=error
cd ../..
tests/checks/node_modules/.bin/buf lint
