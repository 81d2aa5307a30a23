#!/usr/bin/env bash
# Visual Studio Code itself (as code-server, in a headless Chromium): the packed extension over the platform's sources, as a user sees it.
# Needs batc.vsix, which the step before packs.
set -euo pipefail

command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; }
cargo build --quiet

tests=editors/vscode/test/workbench
# It is taken from npm and built once: its own installation asks for a source that need not be reached, and for a compiler of more than is
# used here.
made=$PWD/.ci/cache/workbench
if ! cmp -s "$tests/package-lock.json" "$made/installed.json"; then
  rm -rf "$made"
  mkdir -p "$made"
  cp "$tests/package.json" "$tests/package-lock.json" "$made"
  export npm_config_yes=true # packages that build themselves fetch node-gyp
  npm_config_nodedir=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  [ -e "$npm_config_nodedir/include/node/node.h" ] && export npm_config_nodedir || unset npm_config_nodedir
  (
    cd "$made"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    npm rebuild argon2 --loglevel=error
    cd node_modules/code-server/lib/vscode
    npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
    npm rebuild @parcel/watcher @vscode/spdlog native-watchdog node-pty --loglevel=error
    ln -sfn node_modules node_modules.asar
    cd extensions
    npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
  )
  cp "$tests/package-lock.json" "$made/installed.json"
fi
ln -sfn "$made/node_modules" "$tests/node_modules"

cd "$tests"
CHROMIUM=$(command -v chromium) BATC=$OLDPWD/target/debug/batc node --test --test-reporter=spec workbench.test.mjs
