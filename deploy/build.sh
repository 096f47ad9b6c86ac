#!/bin/sh
# Builds into build/, or the folder that AICC_BUILD names:
#   deploy/build.sh [-DOPTION=VALUE …] TARGET …
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=${AICC_BUILD:-$root/build}
options=""
while [ $# -gt 0 ]; do
  case $1 in
    -D*)
      # What the build has already been told needs no new configuration.
      name=${1#-D}
      if ! grep -qx "${name%%=*}:[A-Z]*=${name#*=}" "$build/CMakeCache.txt" 2>/dev/null; then
        options="$options $1"
      fi
      shift ;;
    *) break ;;
  esac
done
# ccache keeps what precompiled headers make only if it may trust their times.
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
if [ ! -f "$build/build.ninja" ] || [ -n "$options" ]; then
  # shellcheck disable=SC2086  # The options are words.
  cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 \
    -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
    $options >"$build.log" 2>&1 || { cat "$build.log" >&2; exit 1; }
  rm -f "$build.log"
fi
exec ninja -C "$build" "$@"
