#!/bin/sh
# Writes the locked files from pyproject.toml; with --check, fails when they are out of step.
# Versions that still fit stay; to move one on: tools/lock.sh --upgrade-package NAME
set -eu
export UV_CUSTOM_COMPILE_COMMAND="make lock"
[ "${1:-}" = --check ] && check=yes && shift || check=no

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
cp pyproject.toml requirements.lock requirements-dev.lock requirements-peers.lock "$fresh"

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra install "$@" pyproject.toml
}

(
    cd "$fresh"
    compile "$@" --output-file requirements.lock
    compile "$@" --extra dev --constraint requirements.lock --output-file requirements-dev.lock
    compile "$@" --extra peers --constraint requirements.lock --output-file requirements-peers.lock
)

for lock in requirements.lock requirements-dev.lock requirements-peers.lock; do
    if [ "$check" = no ]; then
        cp "$fresh/$lock" "$lock"
    elif ! cmp -s "$lock" "$fresh/$lock"; then
        echo "$lock is out of step with pyproject.toml. Write it anew: make lock" >&2
        exit 1
    fi
done
