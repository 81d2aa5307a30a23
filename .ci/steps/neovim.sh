#!/usr/bin/env bash
# Debian's Neovim opens files: which are batc's, highlighting by the tree, indentation, and diagnostics from the server.
set -euo pipefail

command -v nvim >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends neovim; }
cargo build --quiet
sh editors/neovim/build.sh
nvim --headless --clean --cmd "set runtimepath^=$PWD/editors/neovim" --cmd "let g:batc_command = '$PWD/target/debug/batc'" \
  -c 'luafile editors/neovim/test/test.lua'
