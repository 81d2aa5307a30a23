#!/usr/bin/env python3
"""Writes diagnostic.svg from what batc really prints for storage.bat. Run it from the project's root, after
`cargo build --release`: `python3 docs/images/diagnostic.py`."""

import html
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).parent
COLOURS = {
    "31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea",
    "91": "#ff7b72", "92": "#7ee787", "93": "#e3b341", "94": "#79c0ff", "95": "#d2a8ff", "96": "#76e3ea",
    "90": "#8b949e", "2": "#8b949e",
}
CHAR, LINE, PAD = 8.43, 19, 18


def spans(text):
    """(text, colour, bold) for each stretch between escape sequences."""
    colour, bold = None, False
    for part in re.split(r"(\x1b\[[0-9;]*m)", text):
        match = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not match:
            if part:
                yield part, colour, bold
            continue
        codes = match.group(1).split(";")
        if codes[:2] == ["38", "2"]:
            colour = "#" + "".join(f"{int(c):02x}" for c in codes[2:5])
            continue
        for code in codes:
            if code in ("", "0", "39"):
                colour = None
                bold = bold and code == "39"
            elif code == "1":
                bold = True
            elif code in COLOURS:
                colour = COLOURS[code]


def main():
    result = subprocess.run(
        ["target/release/batc", "check", "--color", "always", str(HERE / "storage.bat")],
        capture_output=True, text=True, env={"COLUMNS": "96", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    )
    lines = (result.stdout + result.stderr).rstrip().split("\n")
    lines = ["$ batc check storage.bat", ""] + lines
    width = max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines) * CHAR + 2 * PAD
    height = len(lines) * LINE + 2 * PAD
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
        f'viewBox="0 0 {width:.0f} {height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, '
        f'DejaVu Sans Mono, monospace" font-size="14">',
        f'<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
    ]
    for number, line in enumerate(lines):
        y = PAD + (number + 1) * LINE - 5
        x = 0
        for text, colour, bold in spans(line):
            weight = ' font-weight="bold"' if bold else ""
            length = len(text) * CHAR
            out.append(
                f'<text x="{PAD + x * CHAR:.1f}" y="{y}" fill="{colour or "#e6edf3"}"{weight} xml:space="preserve" '
                f'textLength="{length:.1f}">{html.escape(text)}</text>'
            )
            x += len(text)
    out.append("</svg>")
    (HERE / "diagnostic.svg").write_text("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
