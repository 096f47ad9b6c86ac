#!/bin/sh
# Installs what is missing of the Debian packages in deploy/packages/:
#   deploy/install.sh run build [test]
# Needs sudo unless it is run as root, and says what it does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

missing=""
for list in "$@"; do
  while read -r package; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] && continue
    # A machine may have node and npm of another source.
    case $package in
      nodejs) command -v node >/dev/null && continue ;;
      npm) command -v npm >/dev/null && continue ;;
    esac
    missing="$missing $package"
  done <"$here/packages/$list.txt"
done
[ -z "$missing" ] && exit 0

as=""
if [ "$(id -u)" != 0 ]; then
  as=sudo
  command -v sudo >/dev/null || {
    echo "deploy/install.sh: as root, run: apt-get install$missing" >&2
    exit 1
  }
fi
echo "Installing with apt-get:$missing"
# Debian would start a PostgreSQL of its own; we start one where it is needed.
case $missing in
  *postgresql-15*)
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
      $as mkdir -p /etc/postgresql-common
      echo "create_main_cluster = false" |
        $as tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi ;;
esac
log=$(mktemp)
if ! { $as apt-get update && $as env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y --no-install-recommends \
  -o Dpkg::Options::=--force-confold $missing; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "deploy/install.sh: apt-get failed; its whole output is in $log" >&2
  exit 1
fi
rm -f "$log"
