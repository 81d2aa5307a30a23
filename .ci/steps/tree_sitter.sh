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

# What the editors' settings name is there, and called so.
python3 - <<'PYTHON'
import json, pathlib, tomllib

editors = pathlib.Path("editors")
grammar = json.loads((editors / "tree-sitter-bat/tree-sitter.json").read_text())["grammars"][0]
helix = tomllib.loads((editors / "helix/languages.toml").read_text())
language = helix["language"][0]
assert (editors / "helix/queries" / language["name"]).is_dir(), language["name"]
assert language["grammar"] == helix["grammar"][0]["name"] == grammar["name"]
assert set(language["language-servers"]) <= set(helix["language-server"])
zed = tomllib.loads((editors / "zed/extension.toml").read_text())
config = tomllib.loads((editors / "zed/languages/bat/config.toml").read_text())
assert config["grammar"] == grammar["name"] and list(zed["grammars"]) == [grammar["name"]]
assert (pathlib.Path(zed["grammars"]["bat"]["path"]) / "src/parser.c").is_file()
assert zed["language_servers"]["batc"]["languages"] == [config["name"]]
PYTHON

# The copy of Zed's extension has this repository and its commit.
sh editors/zed/prepare.sh "$work/zed"
grep -q "^repository = \"file://$PWD\"$" "$work/zed/extension.toml"
grep -q "^rev = \"$(git rev-parse HEAD)\"$" "$work/zed/extension.toml"
CARGO_TARGET_DIR=$PWD/target/zed cargo check --quiet --locked --manifest-path "$work/zed/Cargo.toml"
if rustup target list --installed 2>/dev/null | grep -q -x wasm32-wasip2; then
  CARGO_TARGET_DIR=$PWD/target/zed cargo check --quiet --locked --target wasm32-wasip2 --manifest-path "$work/zed/Cargo.toml"
fi

python3 .ci/steps/parse_all.py "$tree_sitter" target/debug/batc
