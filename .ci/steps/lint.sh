#!/usr/bin/env bash
# usage: lint.sh ASSEMBLY…: cfn-lint on every template of each assembly, in its stack's region. Errors and warnings fail.
set -euo pipefail

cache=.ci/cache
for assembly in "$@"; do
  listing=$(python3 .ci/steps/assembly.py templates "$assembly")
  for region in $(cut -f1 <<<"$listing" | sort -u); do
    mapfile -t files < <(awk -F'\t' -v region="$region" '$1 == region { print $2 }' <<<"$listing")
    echo "$assembly, $region: ${#files[@]} templates"
    "$cache/lint/bin/cfn-lint" --non-zero-exit-code warning --regions "$region" --template "${files[@]}"
  done
done
