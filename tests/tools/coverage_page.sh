#!/usr/bin/env bash
# docs/coverage.md is what `relief coverage` prints, but for the receipt. SNAPSHOTS=overwrite writes it anew.
set -euo pipefail
cd "$(dirname "$0")/../.."
fresh=$(cargo run --quiet -- coverage --data data --format markdown | sed -e '/^relief .*| register /d' -e '/^<.*| register /d')
if [ "${SNAPSHOTS:-}" = overwrite ]; then
  printf '%s\n' "$fresh" >docs/coverage.md
elif ! diff -q docs/coverage.md <(printf '%s\n' "$fresh") >/dev/null; then
  echo "docs/coverage.md is stale: SNAPSHOTS=overwrite tests/tools/coverage_page.sh" >&2
  exit 1
fi
