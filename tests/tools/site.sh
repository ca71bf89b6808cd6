#!/usr/bin/env bash
# The site in a real browser, from disk. Installs what it needs: chromium, its driver, selenium, axe-core.
# SCREENSHOTS=DIR keeps the pictures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

need=()
command -v chromium >/dev/null || need+=(chromium)
command -v chromedriver >/dev/null || need+=(chromium-driver)
command -v npm >/dev/null || need+=(npm)
python3 -c 'import venv, ensurepip' 2>/dev/null || need+=(python3-venv)
if [ ${#need[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y -o DPkg::Lock::Timeout=300 "${need[@]}" >/dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check 'selenium==4.51.0'
npm install --silent --no-fund --no-audit --prefix "$work" axe-core@4 >/dev/null

cargo build -q --release
relief=${CARGO_TARGET_DIR:-target}/release/relief
started=$(date +%s%N)
"$relief" site -o "$work/site" --data data --as-of 2026-11-22
took=$((($(date +%s%N) - started) / 1000000))
echo "the whole site took $took ms"
"$relief" site -o "$work/again" --data data --as-of 2026-11-22
diff -r "$work/site" "$work/again" || { echo "the same register gave other bytes"; exit 1; }

"$work/venv/bin/python" tests/tools/site.py "$work/site" "$work/node_modules/axe-core/axe.min.js" "${SCREENSHOTS:-$work/shots}"
