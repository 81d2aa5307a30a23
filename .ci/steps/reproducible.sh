#!/usr/bin/env bash
# Builds the three environments again, from another folder name, and compares every byte with out/.
set -euo pipefail

again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
for environment in dev staging prod; do
  cargo run --release --quiet -- build "envs/$environment.bat" --out "$again" >/dev/null
done
diff -r out "$again"
