#!/usr/bin/env bash
# usage: build.sh ENVIRONMENT FOLDER: builds envs/ENVIRONMENT.bat as the README says, into out/FOLDER, which was not there before.
set -euo pipefail

rm -rf "out/$2"
cargo run --release --quiet -- build "envs/$1.bat"
python3 .ci/steps/assembly.py templates "out/$2"
