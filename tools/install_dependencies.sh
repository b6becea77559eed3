#!/usr/bin/env bash
# Installs the Debian packages that are missing for a purpose: build, python, test, benchmark or lint.
#
# usage: install_dependencies.sh PURPOSE...
#
# Asks for nothing when all are there. Needs root or sudo otherwise.
set -eu

packages_for() {
  case $1 in
    build)
      echo g++ cmake ninja-build ccache mold llvm-19-dev zlib1g-dev libzstd-dev libeigen3-dev libfmt-dev
      python_packages
      ;;
    python) python_packages ;;
    test) echo libgtest-dev libgmock-dev libmpfr-dev ;;
    benchmark) echo libbenchmark-dev ;;
    lint) echo clang-format-19 clang-tidy-19 ;;
    *)
      echo "install_dependencies.sh: unknown purpose '$1'" >&2
      exit 2
      ;;
  esac
}

# Debian splits what other Pythons bring along: the headers, and what makes virtual environments.
python_packages() {
  local python
  python=$("$(dirname "$0")/find_python.sh")
  "$python" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
  "$python" -c 'import os, sysconfig; os.stat(sysconfig.get_path("include") + "/Python.h")' 2>/dev/null ||
    echo python3-dev
}

missing=()
for purpose in "$@"; do
  for package in $(packages_for "$purpose"); do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=absent
    [ "$status" = installed ] || missing+=("$package")
  done
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "ranvier: missing packages; as root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
echo "installing: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
