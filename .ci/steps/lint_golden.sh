#!/usr/bin/env bash
# cfn-lint on every template that the golden cases keep, wherever a snapshot or a file under tests/ holds one.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 .ci/steps/golden.py "$work"
mapfile -t files < <(find "$work" -name '*.json' | sort)
echo "${#files[@]} templates"
.ci/cache/lint/bin/cfn-lint --non-zero-exit-code error --regions eu-central-1 --template "${files[@]}"
