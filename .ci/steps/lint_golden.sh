#!/usr/bin/env bash
# cfn-lint on every template in the golden cases' snapshots, in its stack's region. Warnings are shown, errors fail.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 .ci/steps/golden.py "$work"
for region in "$work"/*; do
  files=("$region"/*.json)
  echo "$(basename "$region"): ${#files[@]} templates"
  .ci/cache/lint/bin/cfn-lint --non-zero-exit-code error --regions "$(basename "$region")" --template "${files[@]}"
done
