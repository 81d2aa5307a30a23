#!/usr/bin/env bash
# usage: create.sh ASSEMBLY: its templates alone, without the CDK: CloudFormation's own CreateStack, then the same look-ups.
set -euo pipefail

assembly=$1
if [ -z "${JOURNAL:-}" ]; then
  account=$(python3 .ci/steps/assembly.py account "$assembly")
  exec bash .ci/steps/with_emulator.sh "$account" bash "$0" "$assembly"
fi
"$PYTHON" .ci/steps/create.py "$assembly"
"$PYTHON" .ci/steps/check_deployed.py "$assembly" "$JOURNAL"
