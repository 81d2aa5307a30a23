#!/usr/bin/env bash
# Installs cfn-lint, checkov, moto, AWS's command line, the CDK's and tree-sitter's into .ci/cache, each in a folder of its own,
# versions pinned.
set -euo pipefail

CDK_VERSION=2.1148.1
TREE_SITTER_VERSION=0.27.1
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
# From its sources, which takes some minutes: npm's package downloads a binary from elsewhere.
if [ "$(cat "$cache/tree-sitter/installed.txt" 2>/dev/null)" != "$TREE_SITTER_VERSION" ]; then
  rm -rf "$cache/tree-sitter"
  cargo install --quiet --locked --root "$cache/tree-sitter" "tree-sitter-cli@$TREE_SITTER_VERSION"
  echo "$TREE_SITTER_VERSION" >"$cache/tree-sitter/installed.txt"
fi

"$cache/lint/bin/cfn-lint" --version
"$cache/checkov/bin/checkov" --version
"$cache/moto/bin/python" -c 'import moto; print("moto", moto.__version__)'
"$cache/aws/bin/aws" --version
"$cache/cdk/node_modules/.bin/cdk" --version
"$cache/tree-sitter/bin/tree-sitter" --version
