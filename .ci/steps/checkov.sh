#!/usr/bin/env bash
# usage: checkov.sh ASSEMBLY…: checkov on every template. A check that fails must be allowed by `@allow("checkov:ID", reason: …)`
# in the sources, and what is allowed must fail somewhere without that.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.ci/cache/checkov/bin/checkov --list --framework cloudformation 2>/dev/null | python3 .ci/steps/checkov.py checks >"$work/checks"
diff src/evaluate/checkov.txt "$work/checks"
python3 .ci/steps/checkov.py copy "$work" "$@"
for copy in allowed bare; do
  .ci/cache/checkov/bin/checkov --framework cloudformation --skip-download --soft-fail --output json \
    --directory "$work/$copy" >"$work/$copy.json" 2>"$work/log" || { cat "$work/log"; exit 1; }
done
python3 .ci/steps/checkov.py compare "$work"
