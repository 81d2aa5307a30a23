#!/bin/sh
# usage: prepare.sh FOLDER: a copy of the extension, whose grammar comes from this repository's commit. Install the copy as a development
# extension.
set -eu
cd "$(dirname "$0")"
mkdir -p "$1"
cp -R Cargo.toml Cargo.lock src languages "$1"
root=$(git rev-parse --show-toplevel)
sed -e "s|file:///path/to/batc|file://$root|" -e "s|^rev = .*|rev = \"$(git rev-parse HEAD)\"|" extension.toml >"$1/extension.toml"
