#!/usr/bin/env bash
# The guide's pages followed to their end: its deployments are made beside the emulator, by the CDK's client and by AWS's own.
set -euo pipefail

if [ -z "${JOURNAL:-}" ]; then
  exec bash .ci/steps/with_emulator.sh 123456789012 bash "$0"
fi
GUIDE_DEPLOYS=1 PATH=$PWD/.ci/cache/aws/bin:$PATH cargo test --quiet --test guide
