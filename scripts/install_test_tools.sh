#!/bin/sh
# Install what the browser tests need: Chromium, Chinese glyphs, and Playwright for Python.
# Works as root on Debian and its relatives, asks nothing, and otherwise says what is missing and stops.
set -eu

skipped() {
    echo "*** $1" >&2
    echo "*** The browser tests (tests/browser) will be SKIPPED. All other tests run without it." >&2
    exit 0
}

venv="$(dirname "$0")/../.venv/bin/python"
if [ -n "${PYTHON:-}" ]; then python="$PYTHON"; elif [ -x "$venv" ]; then python="$venv"; else python=python3; fi
"$python" -c 'import playwright' 2>/dev/null ||
    "$python" -m pip install --quiet 'playwright>=1.50' ||
    skipped "playwright could not be installed with $python -m pip."

if command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; then
    echo "A browser is there already."
    exit 0
fi
command -v apt-get >/dev/null 2>&1 || skipped "apt-get is not here: install Chromium and a Chinese font by hand."
[ "$(id -u)" = 0 ] || skipped "installing Chromium needs root: run this as root, or install Chromium by hand."
export DEBIAN_FRONTEND=noninteractive
apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk >/dev/null ||
    skipped "apt-get could not install chromium and fonts-noto-cjk."
echo "Installed: $(chromium --version 2>/dev/null || echo chromium)"
