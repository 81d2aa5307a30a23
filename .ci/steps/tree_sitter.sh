#!/usr/bin/env bash
# The grammar for editors: its parser is the one that grammar.js gives, it passes its own tests (trees, highlights, tags), all
# queries of all editors fit it, and it reads whatever batc reads.
set -euo pipefail

tree_sitter=$PWD/.ci/cache/tree-sitter/bin/tree-sitter
grammar=$PWD/editors/tree-sitter-bat
export TREE_SITTER_LIBDIR=$PWD/.ci/cache/tree-sitter/lib
cargo build --quiet

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# No folders of other grammars, and no word about it.
export XDG_CONFIG_HOME=$work/config
"$tree_sitter" init-config >/dev/null

cd "$grammar"
mkdir "$work/src"
"$tree_sitter" generate --abi 14 --js-runtime native --output "$work/src"
for file in parser.c grammar.json node-types.json; do
  cmp "$work/src/$file" "src/$file" || { echo "npm run generate in editors/tree-sitter-bat makes src/$file anew"; exit 1; }
done

cc -std=c11 -Wall -Wextra -Werror -fsyntax-only -Isrc src/scanner.c
"$tree_sitter" test

echo 'let a = 1' >"$work/one.bat"
cd ../..
for query in editors/*/queries/*.scm editors/*/queries/*/*.scm editors/zed/languages/bat/*.scm; do
  echo "$query"
  (cd "$grammar" && "$tree_sitter" query "../../$query" "$work/one.bat" >/dev/null)
done

python3 .ci/steps/parse_all.py "$tree_sitter" target/debug/batc
