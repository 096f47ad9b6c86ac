#!/bin/sh
# Arrows point down: aicc → rpc, storage → domain → common, and no service
# includes another. Prints each line that points up; fails if there is one.
set -eu
cd "$(dirname "$0")/../.."
bad=0
complain() {
  if [ -n "$2" ]; then
    printf '%s:\n%s\n' "$1" "$2"
    bad=1
  fi
}
includes() { grep -rnE "^#include $1" --include='*.h' --include='*.cc' "$2" 2>/dev/null || true; }

for service in session inference chatbot summary gateway; do
  folder=services/$service
  [ -d "$folder" ] || continue
  complain "a domain knows gRPC, protobuf, libpqxx or Beast" \
    "$(includes '(<(grpc|google/protobuf|pqxx|boost/beast)|"(aicc|google)/.*\.pb\.h")' "$folder/domain")"
  complain "a domain includes a layer above it" \
    "$(includes "\"services/$service/(rpc|storage|serving|openai|edge|module|config)" "$folder/domain")"
  complain "rpc and storage include one another" \
    "$(includes "\"services/$service/storage" "$folder/rpc"; includes "\"services/$service/rpc" "$folder/storage")"
  complain "a service includes another" \
    "$(includes '"services/' "$folder" | grep -v "\"services/$service/" || true)"
done
complain "common includes a service" "$(includes '"services/' common)"
complain "SQL outside of storage/queries and migrations" \
  "$(grep -rnE 'exec(_params|0|1|)\("(SELECT|INSERT|UPDATE|DELETE)' --include='*.cc' services || true)"
exit $bad
