#!/bin/sh
# Runs a test beside a PostgreSQL whose data are on a small disk:
#   full_disk.sh TEST
# 77, for "not run", where this user may not mount one.
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
disk=$(mktemp -d)
trap 'rmdir "$disk"' EXIT
chmod 755 "$disk"
unshare -m true 2>/dev/null || exit 77
# In a mount namespace of its own, which takes the disk with it.
unshare -m --propagation private sh -eu -c '
  mount -t tmpfs -o size=224m,mode=755 tmpfs "$1" || exit 77
  TMPDIR=$1 AICC_TEST_SMALL_DISK=$1 exec "$2/tests/with_postgres.sh" "$3"
' full_disk "$disk" "$root" "$1"
