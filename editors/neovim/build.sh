#!/bin/sh
# Compiles the parser to parser/bat.so, where Neovim looks for it.
set -eu
cd "$(dirname "$0")"
grammar=../tree-sitter-bat/src
mkdir -p parser
${CC:-cc} -shared -fPIC -O2 -std=c11 -I "$grammar" -o parser/bat.so "$grammar/parser.c" "$grammar/scanner.c"
