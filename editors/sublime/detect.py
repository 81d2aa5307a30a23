"""Whose a file with the ending .bat is, by its text: this language's, Windows's, or open when nothing is in it."""

import re

DECLARATION = re.compile(
    r"""(?:
      use\s+(?:std\b|")
    | let\s+\w+\s*(?::|=(?!=))
    | type\s+[A-Za-z_]\w*\s*=
    | fn\s+\w+\s*\(
    | (?:construct|stack|app)\s+[A-Za-z_]\w*\s*(?:\{|$)
    | (?:abstract\s+)?env\s+\w+\s*(?:=|extends\b)
    | resource\s+type\s+\w+::
    | (?:rule|test)\s+r?\#*"
    | @severity\s*\(
    )""",
    re.VERBOSE,
)


def owner(lines):
    """The first line that is neither blank nor a comment of ours decides; without one, a comment of ours is enough."""
    commented = False
    for line in lines:
        text = line.lstrip("\ufeff").rstrip()
        if text.lstrip().startswith("//"):
            commented = True
        elif text:
            return "batc" if DECLARATION.match(text) else "windows"
    return "batc" if commented else "open"
