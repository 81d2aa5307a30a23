#!/usr/bin/env bash
# What `batc init` makes, as its README says: checked, built, linted, and deployed beside the emulator.
set -euo pipefail

cargo build --release --quiet
batc=$PWD/target/release/batc
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && "$batc" init my-shop && cd my-shop && "$batc" check -D warnings && "$batc" build -D warnings envs/*.bat)
for environment in development production; do
  bash .ci/steps/lint.sh "$work/my-shop/out/$environment"
  bash .ci/steps/deploy.sh "$work/my-shop/out/$environment"
done
