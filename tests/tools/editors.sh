#!/usr/bin/env bash
# Two TOML language servers' checkers read every record by the schema its first line names, offline, and find what is
# broken; the schemas hold what editors show: descriptions, words to choose from, examples.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v npm >/dev/null || apt-get install -y --no-install-recommends npm python3-venv >/dev/null
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet tombi
tombi="$work/venv/bin/tombi"
npm install --silent --no-fund --no-audit --prefix "$work/npm" @taplo/cli
taplo="$work/npm/node_modules/.bin/taplo"

# Both read the globs of tombi.toml and .taplo.toml, and must have read every record.
records=$(find data -name '*.toml' | wc -l)
"$tombi" lint --offline >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
grep -q "^$records files linted" "$work/log"
"$taplo" check >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
grep -q "total=$records " "$work/log"

# One flaw each: an unknown key, a wrong type, a word that is none of those allowed, a key that is missing.
cp -r data schemas tombi.toml .taplo.toml "$work/"
cd "$work"
record=data/targets/polyus.toml
good=$(cat "$record")
broken() {
    for checker in "$tombi lint --offline" "$taplo check"; do
        if $checker "$record" >/dev/null 2>&1; then
            echo "not found by ${checker##*/}: $1" >&2
            exit 1
        fi
    done
    printf '%s\n' "$good" >"$record"
}
sed -i 's/^kind = /knid = /' "$record"; broken "an unknown key"
sed -i 's/^kind = .*/kind = "firm"/' "$record"; broken "a word that is not allowed"
sed -i 's/^ofac-uid = .*/ofac-uid = "x"/' "$record"; broken "a string for a number"
sed -i '/^name = /d' "$record"; broken "a missing key"

python3 - <<'PY'
import glob, json
for path in glob.glob("schemas/records/*.json"):
    schema = json.load(open(path))
    tables = [schema] + [d for d in schema["$defs"].values() if "properties" in d]
    for table in tables:
        for key, value in table["properties"].items():
            assert value.get("description") or value.get("$ref"), (path, key)
    definitions = schema["$defs"]
    assert all(one["description"] for d in definitions.values() for one in d.get("oneOf", []) if "const" in one), path
    assert all(definitions[name]["examples"] for name in ("Id", "Text", "Day") if name in definitions), path
PY
echo "editors: every record passes, every flaw is found"
