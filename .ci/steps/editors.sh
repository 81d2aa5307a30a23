#!/usr/bin/env bash
# VS Code, Sublime Text and Vim: the grammar in VS Code's engine, the extension checked, bundled and packed, Sublime's syntax as the
# grammar makes it, and Vim itself. Sublime's syntax runs in `cargo test`.
set -euo pipefail

cargo build --quiet
export BATC=$PWD/target/debug/batc
command -v vim >/dev/null || { apt-get update -qq && apt-get install -y -qq vim; }

cd editors/vscode
# Installed anew only when what is wanted changes.
if ! cmp -s package-lock.json node_modules/installed.json; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/installed.json
fi
npm test
node scripts/sublime.mjs --check
npm run package
# What is packed is what an editor needs, and nothing of the tests.
python3 - <<'EOF'
import zipfile

packed = {name for name in zipfile.ZipFile("batc.vsix").namelist() if name.startswith("extension/")}
wanted = {"package.json", "readme.md", "language-configuration.json", "dist/extension.js", "snippets/batc.json", "syntaxes/bat.tmLanguage.json"}
assert packed == {f"extension/{name}" for name in wanted}, packed
EOF
cd ../..

PYTHONDONTWRITEBYTECODE=1 python3 -m unittest discover --start-directory editors/sublime/tests
bash editors/vim/test/run.sh
