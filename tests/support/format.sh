#!/usr/bin/env bash
# clang-format over the sources; `check` only says what would change; `tidy` runs clang-tidy on the dev build.
set -euo pipefail
cd "$(dirname "$0")/../.."
mapfile -t files < <(git ls-files '*.cc' '*.h')
case "${1:-}" in
  check) clang-format-14 --dry-run -Werror "${files[@]}" ;;
  tidy) clang-tidy-14 -p build/dev "${files[@]/#/}" ;;
  *) clang-format-14 -i "${files[@]}" ;;
esac
