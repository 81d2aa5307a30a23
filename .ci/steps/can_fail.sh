#!/usr/bin/env bash
# usage: can_fail.sh ASSEMBLY: breaks copies of it, one fault each, and demands that the step that should see it fails; then
# copies of the platform's sources, for its tests and rules.
set -euo pipefail

assembly=$1
if [ -z "${JOURNAL:-}" ]; then
  account=$(python3 .ci/steps/assembly.py account "$assembly")
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  for fault in lint import finding exception; do
    python3 .ci/steps/break.py "$fault" "$assembly" "$work/$fault"
  done
  sees() { # sees FAULT TEXT COMMAND…: the command fails, and says the text
    local fault=$1 text=$2
    shift 2
    if "$@" >"$work/log" 2>&1; then
      echo "not seen: $fault"
      exit 1
    fi
    grep -q -F -- "$text" "$work/log" || { cat "$work/log"; echo "failed for another reason: $fault"; exit 1; }
    echo "seen: $fault"
  }
  sees 'a property that its type does not have' "'NoSuchProperty'" bash .ci/steps/lint.sh "$work/lint"
  sees 'a check of checkov that nothing allows' 'AWS::SNS::Topic.Faulty: CKV_AWS_26' bash .ci/steps/checkov.sh "$work/finding"
  sees 'an exception for nothing' 'CKV_AWS_18 fails nowhere where it is allowed: no reason' bash .ci/steps/checkov.sh "$work/exception"
  sees 'an import that nothing exports' 'No export named no-such-export' bash .ci/steps/deploy.sh "$work/import"
  sees 'the same, by create-stack' 'No export named no-such-export' bash .ci/steps/create.sh "$work/import"
  # refuses FAULT TEXT COMMAND…: batc's command on sources with the fault fails, and says the text.
  refuses() {
    local fault=$1 text=$2 copy=$work/sources
    shift 2
    rm -rf "$copy"
    python3 .ci/steps/break_source.py "$fault" "$copy"
    sees "$fault" "$text" cargo run --release --quiet -- "$@"
  }
  tests=$work/sources/examples/batbern/tests
  refuses 'a way out of the isolated tier' 'a route table of the isolated tier' \
    test "$tests" --filter should_createIsolatedVPC_when_environmentDeployed
  refuses 'a proxy without TLS' '+   RequireTLS: false' test "$tests" --filter should_setupConnectionPooling_when_databaseReady
  refuses 'a cluster without names' 'AWS::ServiceDiscovery::PrivateDnsNamespace' \
    test "$tests" --filter should_enableServiceDiscovery_when_servicesRegistered
  refuses 'a production with fewer backups' 'keeps backups for 8 days, staging for 14' \
    build "$work/sources/envs/prod.bat" --out "$work/out"
  bash .ci/steps/with_emulator.sh "$account" bash "$0" "$assembly"
  exit
fi

"$PYTHON" .ci/steps/create.py "$assembly" >/dev/null
"$PYTHON" .ci/steps/check_deployed.py "$assembly" "$JOURNAL" >/dev/null
unlike() { # unlike FAULT TEXT ASSEMBLY JOURNAL: what is deployed is not what these say
  if "$PYTHON" .ci/steps/check_deployed.py "$3" "$4" >"$JOURNAL.log" 2>&1; then
    echo "not seen: $1"
    exit 1
  fi
  grep -q -F -- "$2" "$JOURNAL.log" || { cat "$JOURNAL.log"; echo "failed for another reason: $1"; exit 1; }
  echo "seen: $1"
}
for fault in missing order; do
  python3 .ci/steps/break.py "$fault" "$assembly" "$JOURNAL.$fault"
done
unlike 'a resource that was never created' 'NeverCreated' "$JOURNAL.missing" "$JOURNAL"
unlike 'a dependency that the manifest leaves out' 'does not say that it depends' "$JOURNAL.order" "$JOURNAL"
sed 's|"CidrBlock": "10\.[0-9.]*/16"|"CidrBlock": "192.168.0.0/16"|' "$JOURNAL" >"$JOURNAL.cidr"
unlike 'a VPC with another block' "not '192.168.0.0/16'" "$assembly" "$JOURNAL.cidr"
sed 's|"EnableKeyRotation": true|"EnableKeyRotation": false|' "$JOURNAL" >"$JOURNAL.key"
unlike 'a key whose rotation differs' 'EnableKeyRotation is True' "$assembly" "$JOURNAL.key"
sed 's|"FromPort": 5432|"FromPort": 5431|' "$JOURNAL" >"$JOURNAL.port"
unlike 'a security group that lets in another port' 'lets in' "$assembly" "$JOURNAL.port"
