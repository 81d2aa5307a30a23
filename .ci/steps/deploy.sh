#!/usr/bin/env bash
# usage: deploy.sh ASSEMBLY: the CDK's own client lists, compares and deploys it; every resource is then looked up; a second
# deployment changes nothing.
set -euo pipefail

assembly=$1
account=$(python3 .ci/steps/assembly.py account "$assembly")
if [ -z "${JOURNAL:-}" ]; then
  exec bash .ci/steps/with_emulator.sh "$account" bash "$0" "$assembly"
fi

work=$(dirname "$JOURNAL")
templates=$(python3 .ci/steps/assembly.py templates "$assembly")
stacks=$(wc -l <<<"$templates")

# quietly NAME COMMAND…: runs it, keeps what it says in a file of that name, and shows that if it fails.
quietly() {
  local log=$work/$1
  shift
  "$@" >"$log" 2>&1 || { cat "$log"; echo "failed: $*"; exit 1; }
}

# expect NUMBER TEXT NAME: what NAME said has so many lines with the text.
expect() {
  local found
  found=$(grep -c -F -- "$2" "$work/$3" || true)
  [ "$found" -eq "$1" ] || { cat "$work/$3"; echo "expected $1 lines with \"$2\", found $found"; exit 1; }
}

run() {
  local log=$1 command=$2
  shift 2
  echo "cdk $command $*"
  quietly "$log" cdk "$command" --app "$assembly" --no-notices --no-version-reporting "$@"
}

run list ls
[ "$(grep -c . "$work/list")" -eq "$stacks" ] || { cat "$work/list"; echo "expected $stacks stacks"; exit 1; }

for region in $(cut -f1 <<<"$templates" | sort -u); do
  echo "cdk bootstrap aws://$account/$region"
  quietly bootstrap cdk bootstrap "aws://$account/$region"
done

run before diff
expect 1 "Number of stacks with differences: $stacks" before

run deployed deploy --all --require-approval never
expect "$stacks" '✅' deployed
"$PYTHON" .ci/steps/check_deployed.py "$assembly" "$JOURNAL"

run again deploy --all --require-approval never
expect "$stacks" '(no changes)' again

run after diff --fail
expect 1 'Number of stacks with differences: 0' after
