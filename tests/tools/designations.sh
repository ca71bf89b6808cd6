#!/usr/bin/env bash
# Real published lists, beside the checkout: the counts that are known of them, from every packing, and who came off.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
lists=../shared/ofac
tags=$lists/sdn-uid-programs-2026-08-20.csv.gz
full=$lists/sdn-full-2024-07-02.csv.gz
cons=$lists/cons_prim-committed-2025-12-19.csv.gz
for list in "$tags" "$full" "$cons"; do
    [ -f "$list" ] || { echo "no list at $list" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build -q
relief=target/debug/relief

"$relief" designations "$tags" --as-of 2026-11-22 --format json > "$work/tags.json"
"$relief" designations "$full" --as-of 2026-11-22 --format json > "$work/full.json"
"$relief" designations "$cons" --as-of 2026-11-22 --format json > "$work/cons.json"
"$relief" designations "$full" "$tags" --format json > "$work/off.json"
"$relief" designations "$full" --as-of 2026-11-22 --list --format csv > "$work/parties.csv"

# The same list plain and on stdin counts the same.
zcat "$full" | "$relief" designations - --list-date 2024-07-02 --as-of 2026-11-22 --format json > "$work/stdin.json"

# A copy that is cut off is refused.
head -c 100000 "$full" > "$work/cut-2024-07-02.csv.gz"
if "$relief" designations "$work/cut-2024-07-02.csv.gz" 2> "$work/cut.txt"; then
    echo "a list that is cut off was read" >&2
    exit 1
fi
grep -q 'ends early' "$work/cut.txt"

python3 - "$work" "$tags" "$full" <<'PY'
import csv, gzip, json, sys
work, tags, full = sys.argv[1:]
load = lambda name: json.load(open(f"{work}/{name}.json"))

def carrying(report, *wanted):
    return sum(row["counts"]["total"] for row in report["combinations"] if set(wanted) & set(row["tags"]))

def same(what, got, wanted):
    assert got == wanted, f"{what}: {got}, not {wanted}"
    print(f"{what}: {got}")

report = load("tags")
same("parties on 2026-08-20", report["counted"]["total"], 19249)
for tag, number in {
    "RUSSIA-EO14024": 6349, "UKRAINE-EO13660": 154, "UKRAINE-EO13661": 196, "UKRAINE-EO13662": 536,
    "UKRAINE-EO13685": 101, "RUSSIA-EO14065": 8, "CAATSA - RUSSIA": 81, "MAGNIT": 64,
}.items():
    same(f"tagged {tag}", carrying(report, tag), number)
sole = [row for row in report["combinations"] if row["tags"] == ["RUSSIA-EO14024"]]
same("with RUSSIA-EO14024 alone", sum(row["counts"]["total"] for row in sole), 5669)
three = {"UKRAINE-EO13660", "UKRAINE-EO13661", "UKRAINE-EO13662"}
both = [row for row in report["combinations"] if "RUSSIA-EO14024" in row["tags"] and three & set(row["tags"])]
same("with both families of tags", sum(row["counts"]["total"] for row in both), 590)
unmapped = sum(row["counts"]["total"] for row in report["combinations"] if row["verdict"] is None)
same("with unmapped tags alone", report["unmapped"]["total"], unmapped)
kinds = ["individual", "entity", "vessel", "aircraft"]
for row in report["combinations"] + report["pathways"]:
    assert sum(row["counts"][kind] for kind in kinds) == row["counts"]["total"], row

# Against a plain reading of the file.
seen = {}
with gzip.open(tags, "rt", encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        key = (tuple(sorted(set(row["programs"].split("; ")))), row["type"])
        seen[key] = seen.get(key, 0) + 1
for row in report["combinations"]:
    for kind in kinds:
        wanted = seen.pop((tuple(row["tags"]), kind), 0) if row["counts"][kind] else 0
        assert row["counts"][kind] == wanted, row
assert not seen, f"not counted: {list(seen)[:3]}"

report = load("full")
same("parties on 2024-07-02", report["counted"]["total"], 15443)
check = next(one for one in report["crosschecks"] if one["remark"] == "31 CFR 589.201")
same("remark on tagged parties", (check["agree"], check["missing"]), (522, 0))
stdin = load("stdin")
assert stdin["combinations"] == report["combinations"], "stdin counts otherwise"
parties = list(csv.DictReader(open(f"{work}/parties.csv", encoding="utf-8", newline="")))
same("parties printed", len(parties), 15443)

report = load("cons")
same("parties on the other lists", (report["list"]["read_as"], report["counted"]["total"]), ("non-sdn", 442))
assert carrying(report, "UKRAINE-EO13662") == 286, carrying(report, "UKRAINE-EO13662")

report = load("off")
same("law of the newer list", report["receipt"]["as_of"], "2026-08-20")
uids = lambda path, column: {row[column] for row in path}
with gzip.open(full, "rt", encoding="utf-8", newline="") as file:
    old = {int(row[0]) for row in csv.reader(file) if len(row) == 12}
with gzip.open(tags, "rt", encoding="utf-8", newline="") as file:
    new = {int(row["uid"]) for row in csv.DictReader(file)}
wholly = {one["uid"] for one in report["removed"] if not one["stays"] and one["uid"] not in new}
assert wholly == old - new, len(wholly ^ (old - new))
same("came off", len(wholly), len(old - new))
same("added", report["added"], len(new - old))
PY
