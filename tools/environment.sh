#!/bin/sh
# Makes .venv from a locked file with hashes, and puts this project into it.
#
#   tools/environment.sh requirements.lock
#
# Says in a sentence what the machine lacks; as root on Debian or Ubuntu it installs that itself.
set -eu
lock=$1

fail() { echo "$*" >&2; exit 1; }

# Print the first Python here that is new enough; PYTHON may name one.
python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        # Not the one in .venv, which may be half made.
        found=$(PATH=$(echo "$PATH" | tr ':' '\n' | grep -v '/\.venv/bin$' | paste -sd:) command -v "$candidate") || continue
        "$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo "$found" && return
    done
    return 1
}

python=$(python) || fail "Khuang needs Python 3.11 or newer. Install it, or name it: make run PYTHON=/path/to/python3"

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        tools/install.sh python3-venv || fail "Python's module venv is missing. Install it: sudo apt install python3-venv"
    fi
    "$python" -m venv --clear .venv
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
.venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r "$lock"
# The project itself: no network, its build tool is in the lock.
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
