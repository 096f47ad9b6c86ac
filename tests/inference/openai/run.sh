#!/bin/sh
# Asks the product's models with the official OpenAI client for Node.js:
# run.sh AICC WORK, where AICC is the built program; see tests/npm_test.sh.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
AICC=$(realpath "$1")
export AICC
exec "$here/../../npm_test.sh" "$here" "$2"
