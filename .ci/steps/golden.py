"""Copies each template that the golden cases keep into a folder, as NAME.json. usage: golden.py FOLDER

A template is a JSON object with "Resources", alone in a file under tests/ or after the header of an insta snapshot.
"""

import json
import pathlib
import sys


def content(path):
    """The template in a file, or None."""
    text = path.read_text()
    if path.suffix == ".snap":
        text = text.split("\n---\n", 1)[-1]
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) and "Resources" in value else None


def main(folder):
    count = 0
    for path in sorted(pathlib.Path("tests").rglob("*")):
        if path.suffix in (".json", ".snap") and (template := content(path)):
            name = "-".join(path.with_suffix("").parts[1:])
            (pathlib.Path(folder) / f"{name}.json").write_text(json.dumps(template, indent=1))
            count += 1
    if not count:
        sys.exit("no template is kept under tests/")


main(*sys.argv[1:])
