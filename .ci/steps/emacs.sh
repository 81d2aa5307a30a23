#!/usr/bin/env bash
# Debian's Emacs compiles the mode without a warning and opens files in it: highlighting, indentation, and, where Emacs has tree-sitter
# and Eglot, the same by the tree and diagnostics from the server.
set -euo pipefail

command -v emacs >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends emacs-nox; }
cargo build --quiet

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp editors/emacs/batc-mode.el "$work"
emacs -Q --batch --eval '(setq byte-compile-error-on-warn t)' -f batch-byte-compile "$work/batc-mode.el"

grammar=editors/tree-sitter-bat/src
cc -shared -fPIC -O2 -std=c11 -I "$grammar" "$grammar/parser.c" "$grammar/scanner.c" -o "$work/libtree-sitter-bat.so"
BATC=$PWD/target/debug/batc emacs -Q --batch --eval "(setq treesit-extra-load-path '(\"$work\"))" -L "$work" -l ert \
  -l editors/emacs/test/batc-mode-test.el -f ert-run-tests-batch-and-exit
