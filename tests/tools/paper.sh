#!/usr/bin/env bash
# Opens the options paper with the programs that people open it with, and reads the words back: the Word file by way of
# LibreOffice, the Typst source by way of the Python package `typst`, both from their PDFs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

need() { # PROGRAM PACKAGE
    command -v "$1" >/dev/null && return
    if [ -z "${updated:-}" ]; then apt-get update -qq; updated=1; fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null
    command -v "$1" >/dev/null || { echo "cannot install $2"; exit 1; }
}
need soffice libreoffice-writer
need pdftotext poppler-utils
need python3 python3

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -c 'import typst' 2>/dev/null || {
    need pip3 python3-pip
    pip3 install --quiet --target "$work/python" typst
    export PYTHONPATH="$work/python"
}

relief=${RELIEF:-target/debug/relief}
[ -n "${RELIEF:-}" ] || cargo build -q
asked=(paper trade --as-of 2026-11-22)
"$relief" "${asked[@]}" --format markdown -o "$work/paper.md"
"$relief" "${asked[@]}" --format docx -o "$work/word.docx"
"$relief" "${asked[@]}" --format typst -o "$work/typst.typ"
soffice -env:UserInstallation="file://$work/profile" --headless --convert-to pdf --outdir "$work" "$work/word.docx" >/dev/null
(cd "$work" && python3 -c 'import typst; typst.compile("typst.typ", output="typst.pdf")')

# Every heading of the Markdown stands in each PDF, and so do a note, a warning and the receipt.
python3 - "$work" <<'PYTHON'
import re, subprocess, sys

work = sys.argv[1]
markdown = open(f"{work}/paper.md", encoding="utf-8").read()
plain = lambda text: re.sub(r"[\s\u200b-]+", "", text)
headings = [re.sub(r"\\(.)", r"\1", line.lstrip("# ")) for line in markdown.splitlines() if re.match(r"#{2,4} ", line)]
headings = [heading for heading in headings if heading != "Notes"]
notes = re.findall(r"^\[\^\d+\]: (.+)$", markdown, re.M)
assert len(headings) > 50 and len(notes) > 5, (len(headings), len(notes))
receipt = re.search(r"Derived by `([^`]+)`", markdown).group(1)
for name in ["word", "typst"]:
    text = subprocess.run(["pdftotext", "-layout", f"{work}/{name}.pdf", "-"], capture_output=True, text=True, check=True).stdout
    said = plain(text)
    for words in headings:
        assert plain(words) in said, f"{name}: the heading {words!r} is lost"
    for note in notes:
        note = re.sub(r"\\(.)", r"\1", re.sub(r"\[([^\]]*)\]\(<[^>]*>\)", r"\1", note))
        assert plain(note)[:40] in said, f"{name}: the note {note!r} is lost"
    assert "Warning" in text and "No precedent." in text, f"{name}: the box is lost"
    assert plain(receipt)[-80:] in said, f"{name}: the receipt is lost"
    pages = text.count("\f")
    assert 10 < pages < 400, f"{name}: {pages} pages"
    print(f"{name}: {len(headings)} headings and {len(notes)} notes on {pages} pages")
PYTHON

for file in "$work/paper.md" "$work/word.docx" "$work/typst.typ"; do
    "$relief" verify "$file" >/dev/null || { echo "$file does not verify"; exit 1; }
done
echo "the paper opens everywhere"
