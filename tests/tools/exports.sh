#!/usr/bin/env bash
# Joins ten million generated listings with the exported Parquet table, in DuckDB and in Spark, and holds the counts to
# a direct computation over the CSV export. Needs Python 3 and Java; installs the rest into a folder of its own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
relief() { cargo run -q --features exports -- "$@"; }

command -v java >/dev/null || { apt-get update -q && apt-get install -yq default-jre-headless; }
python3 -m venv "$work/venv" || { apt-get install -yq python3-venv && python3 -m venv "$work/venv"; }
"$work/venv/bin/pip" install -q duckdb pyspark

relief export --format parquet --as-of 2026-11-22 -o "$work/parquet"
relief export --format csv --as-of 2026-11-22 -o "$work/csv"
"$work/venv/bin/python" tests/tools/exports.py "$work" "${LISTINGS:-10000000}"
