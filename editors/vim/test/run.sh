#!/usr/bin/env bash
# Highlighting, file types and indentation in a Vim without anyone's settings. Ends with 1 when something is wrong.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
BATC_REPORT=$(mktemp)
export BATC_REPORT
trap 'rm -f "$BATC_REPORT"' EXIT
status=0
for script in highlighting editing; do
  : >"$BATC_REPORT"
  timeout 300 vim -es -N -u NONE -i NONE -n -S "$here/$script.vim" </dev/null || status=1
  [ -s "$BATC_REPORT" ] || echo "$script: Vim ended early"
  cat "$BATC_REPORT"
done
exit "$status"
