#!/usr/bin/env bash
# Prints the path of the first Python that is at least 3.11.
set -eu

for name in python3 python3.11 python3.12 python3.13 python3.14 /usr/bin/python3; do
  path=$(command -v "$name") || continue
  if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "$path"
    exit 0
  fi
done
echo "ranvier: no Python 3.11 or newer found; install one (Debian 12: apt-get install python3)" >&2
exit 1
