#!/usr/bin/env bash
# Sets `relief check` beside the general checkers of TOML on the same files: taplo, tombi, check-jsonschema.
# They see shape alone; what refers to what, days, and what the engine derives are checked by none of them.
# Usage: benches/peers.sh [FILES]. It installs them into a folder of its own (npm and pip) and removes it afterwards.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
files=${1:-10000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet tombi check-jsonschema
npm install --silent --no-fund --no-audit --prefix "$work/npm" @taplo/cli
cargo build --release --quiet
cargo bench --quiet --bench check -- write "$work/clean/data" "$files"
cargo bench --quiet --bench check -- write "$work/flawed/data" "$files" flawed
for tree in clean flawed; do
    cp -r schemas tombi.toml .taplo.toml "$work/$tree/"
done

relief=$PWD/target/release/relief
taplo=$work/npm/node_modules/.bin/taplo
tombi=$work/venv/bin/tombi

read_all() { find data -name '*.toml' -exec cat {} + >/dev/null; }
by_relief() { "$relief" check --data data; }
by_taplo() { "$taplo" check; }
by_tombi() { "$tombi" lint --offline; }
by_jsonschema() {
    local folder schema status=0
    for folder in data/*/ data/instruments/*/; do
        schema=schemas/records/$(sed -n '1s|.*/records/||p' "$(find "$folder" -name '*.toml' -print -quit)")
        [ "$folder" = data/instruments/ ] && continue
        find "$folder" -maxdepth 1 -name '*.toml' -print0 |
            xargs -0 "$work/venv/bin/check-jsonschema" --schemafile "$schema" || status=1
    done
    return $status
}

# Seconds of one run, and how many lines of its output speak of a finding.
run() {
    local begun ended
    begun=$(date +%s.%N)
    "$1" >"$work/out" 2>&1 || true
    ended=$(date +%s.%N)
    awk -v a="$begun" -v b="$ended" 'BEGIN { printf "%.2f", b - a }'
}

printf '| tool | clean, s | x relief | with 1 %% errors, s | lines of output |\n|---|---|---|---|---|\n'
base=
for tool in by_relief read_all by_taplo by_tombi by_jsonschema; do
    cd "$work/clean"
    "$tool" >/dev/null 2>&1 || true
    clean=$(run "$tool")
    cd "$work/flawed"
    flawed=$(run "$tool")
    base=${base:-$clean}
    times=$(awk -v a="$clean" -v b="$base" 'BEGIN { printf "%.1f", a / b }')
    printf '| %s | %s | %s | %s | %s |\n' "${tool#by_}" "$clean" "$times" "$flawed" "$(wc -l <"$work/out")"
done
