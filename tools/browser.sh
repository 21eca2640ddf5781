#!/bin/sh
# Makes sure that there is a browser for the tests, with Thai letters to draw, and a reader for what it prints.
set -eu
found() {
    command -v pdftotext >/dev/null || return 1
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}
found && exit 0
tools/install.sh chromium fonts-thai-tlwg poppler-utils || {
    echo "The tests drive a browser and read its PDFs. Install both: sudo apt install chromium fonts-thai-tlwg poppler-utils" >&2
    exit 1
}
