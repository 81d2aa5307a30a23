#!/usr/bin/env bash
# Installs cfn-lint, checkov, moto, AWS's command line and the CDK's command line into .ci/cache, each in a folder of its own, versions pinned.
set -euo pipefail

CDK_VERSION=2.1148.1
cache=.ci/cache
mkdir -p "$cache"

# Debian splits these from python3 and nodejs; nothing is done where they are there.
python3 -c 'import ensurepip, venv' 2>/dev/null || { apt-get update -qq && apt-get install -y -qq python3-venv; }
command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq nodejs npm; }

# environment NAME: a Python environment from .ci/tools/NAME.txt, made anew when that file changes.
environment() {
  local folder=$cache/$1 wanted=.ci/tools/$1.txt
  if ! cmp -s "$wanted" "$folder/installed.txt"; then
    rm -rf "$folder"
    python3 -m venv "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
    cp "$wanted" "$folder/installed.txt"
  fi
}

environment lint
environment moto
environment checkov
environment aws
if [ "$(cat "$cache/cdk/installed.txt" 2>/dev/null)" != "$CDK_VERSION" ]; then
  rm -rf "$cache/cdk"
  npm install --prefix "$cache/cdk" --no-audit --no-fund --loglevel=error "aws-cdk@$CDK_VERSION"
  echo "$CDK_VERSION" >"$cache/cdk/installed.txt"
fi

"$cache/lint/bin/cfn-lint" --version
"$cache/checkov/bin/checkov" --version
"$cache/moto/bin/python" -c 'import moto; print("moto", moto.__version__)'
"$cache/aws/bin/aws" --version
"$cache/cdk/node_modules/.bin/cdk" --version
