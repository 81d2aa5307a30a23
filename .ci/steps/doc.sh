#!/usr/bin/env bash
# The standard library's reference, and the platform's: written twice with the same bytes, and found by its own search.
set -euo pipefail

cargo build --release --quiet
batc=target/release/batc
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for again in one two; do
  "$batc" doc std -D warnings --out "$work/$again/std"
  "$batc" doc envs examples/batbern -D warnings --out "$work/$again/platform"
done
diff -r "$work/one" "$work/two"
node .ci/steps/search.mjs "$work/one/std" 'bucket' 'std.storage.html#construct-bucket'
node .ci/steps/search.mjs "$work/one/std" 'availability zones' 'std.network.html#construct-vpc'
node .ci/steps/search.mjs "$work/one/std" 'no such thing' ''
node .ci/steps/search.mjs "$work/one/platform" 'network stack' 'examples.batbern.network.html#stack-network'
