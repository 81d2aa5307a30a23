#!/usr/bin/env bash
# usage: with_emulator.sh ACCOUNT COMMAND…: runs the command beside a fresh AWS emulator that holds that account.
# The command finds AWS_ENDPOINT_URL and credentials in its environment, and the emulator's JOURNAL.
set -euo pipefail

account=$1
shift
work=$(mktemp -d)
cache=$PWD/.ci/cache
"$cache/moto/bin/python" -W ignore .ci/steps/emulator.py "$account" "$work/port" "$work/journal" >"$work/log" 2>&1 &
emulator=$!
stop() {
  local status=$?
  kill "$emulator" 2>/dev/null || true
  for _ in $(seq 50); do
    kill -0 "$emulator" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$emulator" 2>/dev/null || true
  if [ "$status" -ne 0 ]; then
    echo 'the emulator said:'
    grep -v '" [23]00 -\|" 400 -' "$work/log" | tail -40 || true
  fi
  rm -rf "$work"
}
trap stop EXIT

for _ in $(seq 300); do
  [ -s "$work/port" ] && break
  kill -0 "$emulator" 2>/dev/null || { echo 'the emulator did not start'; exit 1; }
  sleep 0.2
done
[ -s "$work/port" ] || { echo 'the emulator did not start within a minute'; exit 1; }

export JOURNAL=$work/journal
export AWS_ENDPOINT_URL=http://127.0.0.1:$(cat "$work/port")
# Without this the client asks CloudFormation to read templates from the emulator's address, in a form it cannot read.
export AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION=https://s3.eu-central-1.amazonaws.com
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_EC2_METADATA_DISABLED=true
export AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=eu-central-1
export AWS_CONFIG_FILE=$work/none AWS_SHARED_CREDENTIALS_FILE=$work/none
# The client remembers in its home which account a key belongs to, and each environment has another account.
export CDK_HOME=$work/cdk
export NO_COLOR=1 CDK_DISABLE_CLI_TELEMETRY=true NODE_NO_WARNINGS=1 PYTHONDONTWRITEBYTECODE=1
export PATH=$cache/cdk/node_modules/.bin:$PATH PYTHON=$cache/moto/bin/python
unset AWS_PROFILE AWS_SESSION_TOKEN
"$@"
