#!/bin/sh
# Makes sure that there is a browser for the tests, with Thai letters to draw.
set -eu
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
tools/install.sh chromium fonts-thai-tlwg || {
    echo "The tests drive a browser. Install one: sudo apt install chromium fonts-thai-tlwg" >&2
    exit 1
}
