#!/bin/sh
# Installs Debian packages when root runs it; fails in silence for anybody else, who is told by the caller.
set -eu
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || exit 1
echo "Installing with apt-get: $*"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null
apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
