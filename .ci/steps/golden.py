"""Copies each template that the golden cases keep into a folder by region, REGION/NAME.json. usage: golden.py FOLDER

A golden case's snapshot holds, after what was said of it, each template under a line
"== ENVIRONMENT / STACK: NAME in REGION of ACCOUNT, …". Of a case of mistakes that are only warned of, the template has
them too, and is left out.
"""

import json
import pathlib
import re
import sys

HEADLINE = re.compile(r"^== (\S+) / (\S+): \S+ in (\S+|any region) of .*$", re.MULTILINE)


def templates(text):
    """(region, name, template) of each template in a snapshot."""
    for headline in HEADLINE.finditer(text):
        template, _ = json.JSONDecoder().raw_decode(text, headline.end() + 1)
        environment, stack, region = headline.groups()
        yield "eu-central-1" if region == "any region" else region, f"{environment}-{stack}", template


def main(folder):
    count = 0
    for path in sorted(pathlib.Path("tests").rglob("*.snap")):
        if "__mistakes@" in path.name:
            continue
        for region, name, template in templates(path.read_text()):
            copy = pathlib.Path(folder) / region / f"{path.stem}-{name}.json"
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(json.dumps(template, indent=1))
            count += 1
    if not count:
        sys.exit("no template is kept under tests/")


main(*sys.argv[1:])
