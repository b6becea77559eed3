#!/usr/bin/env bash
# Format, layers, Python style; clang-tidy on the C++ sources that differ from BASE (default: the last commit).
#
# usage: lint.sh [BASE]
set -u
cd "$(dirname "$0")/.." || exit 2
base=${1:-HEAD}
status=0

mapfile -t cpp < <(git ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp')
echo "== clang-format: ${#cpp[@]} files"
clang-format-19 --dry-run -Werror "${cpp[@]}" || status=1

echo "== layers"
.venv/bin/python tools/check_layers.py src/ranvier ranvier src/ranvier/LAYERS || status=1

echo "== ruff"
.venv/bin/ruff check . || status=1
.venv/bin/ruff format --check . || status=1

mapfile -t changed < <({ git diff --name-only --diff-filter=d "$base" -- 'src/*.cpp'
                         git ls-files --others --exclude-standard -- 'src/*.cpp'; } | sort -u)
echo "== clang-tidy: ${#changed[@]} files that differ from $base"
if [ ${#changed[@]} -gt 0 ]; then
  printf '%s\0' "${changed[@]}" |
    xargs -0 -P "$(nproc)" -n 1 clang-tidy-19 -p build/lint --quiet 2> >(grep -v 'warnings generated' >&2) || status=1
fi
exit $status
