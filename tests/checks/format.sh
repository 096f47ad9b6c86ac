#!/bin/sh
# Fails if clang-format would change a file; names it.
set -eu
cd "$(dirname "$0")/../.."
git ls-files '*.cc' '*.h' | xargs clang-format-19 --dry-run -Werror
