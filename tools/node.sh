#!/bin/sh
# Makes sure that there is Node with the front-end packages of package-lock.json.
set -eu
command -v npm >/dev/null || tools/install.sh nodejs npm || {
    echo "Building the assets needs Node 20 or newer. Install it: sudo apt install nodejs npm" >&2
    exit 1
}
npm ci --ignore-scripts --silent
