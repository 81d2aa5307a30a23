"""Every text that batc reads without a syntax error must give a tree without an error in the editors' grammar.

    parse_all.py TREE_SITTER BATC

Texts are all .bat files of the repository, file by file where a case holds several, and all ```bat blocks of its pages; those that
are parts of bodies are put into one. Each is also read with CRLF and a byte order mark.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GRAMMAR = ROOT / "editors/tree-sitter-bat"
SYNTAX = re.compile(r"E01\d\d")
LEAST = 800  # Texts that both must read: fewer would mean that they are not found any more.


def tracked(suffix):
    names = subprocess.run(["git", "ls-files", "-z", f"*{suffix}"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [pathlib.Path(name) for name in names.stdout.split("\0") if name]


def files_of(case):
    """The sources of a case: a line `// file: PATH` begins a file of that path."""
    parts = re.split(r"^// file: (.*)\n", case, flags=re.M)
    named = [("main.bat", parts[0]), *zip(parts[1::2], parts[2::2])]
    # With a NUL it is no text for batc.
    return [text for path, text in named if path.strip().endswith(".bat") and text.strip() and "\0" not in text]


def blocks_of(page):
    return re.findall(r"^```bat\b.*?\n(.*?)^```$", page, flags=re.M | re.S)


def texts():
    """Each text with where it is from."""
    for path in tracked(".bat"):
        # As it is, and its parts: a case's parts that are no sources would spoil the whole.
        for part, text in enumerate(files_of((ROOT / path).read_bytes().decode())):
            yield f"{path}, file {part + 1}", text
    for path in tracked(".md"):
        for number, block in enumerate(blocks_of((ROOT / path).read_text())):
            for part, text in enumerate(files_of(block)):
                yield f"{path}, block {number + 1}, file {part + 1}", text


def syntax_errors(batc, folder):
    """The names of the files of a folder in which batc finds a syntax error."""
    ran = subprocess.run([batc, "check", "--message-format", "json", "."], cwd=folder, capture_output=True, text=True)
    if ran.returncode not in (0, 1):
        sys.exit(f"batc check ended with {ran.returncode}: {ran.stdout[-600:]}{ran.stderr[-2000:]}")
    found = set()
    for line in ran.stdout.splitlines():
        diagnostic = json.loads(line)
        if SYNTAX.fullmatch(diagnostic.get("code") or ""):
            found.update(label["file"] for label in diagnostic["labels"])
    return found


def trees_with_errors(tree_sitter, folder):
    """The names of the files of a folder whose trees have an error, with the first."""
    paths = folder / "paths.txt"
    paths.write_text("".join(f"{path}\n" for path in sorted(folder.glob("*.bat"))))
    command = [tree_sitter, "parse", "--quiet", "--stat", "--paths", paths]
    ran = subprocess.run(command, cwd=GRAMMAR, capture_output=True, text=True)
    if "Total parses" not in ran.stdout:
        sys.exit(f"tree-sitter parse: {ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    lines = (re.match(r"(\S+\.bat)\s.*\(((?:ERROR|MISSING).*)\)$", line) for line in ran.stdout.splitlines())
    return {pathlib.Path(line[1]).name: line[2] for line in lines if line}


def write(folder, texts):
    """Writes texts into files of a new folder; returns where each is from, and its text, by the file's name."""
    folder.mkdir()
    by_name = {f"{number:05}.bat": text for number, text in enumerate(texts)}
    for name, (_, text) in by_name.items():
        (folder / name).write_bytes(text.encode())
    return by_name


def sound_texts(batc, work):
    """The texts without syntax errors; what has some as a file may have none as a part of a body."""
    everything = write(work / "files", texts())
    refused = syntax_errors(batc, work / "files")
    sound = [text for name, text in everything.items() if name not in refused]
    bodies = [everything[name] for name in sorted(refused)]
    parts = write(work / "bodies", ((origin, f"construct Whole {{\n{text}}}\n") for origin, text in bodies))
    refused = syntax_errors(batc, work / "bodies")
    return sound + [text for name, text in parts.items() if name not in refused]


def main():
    tree_sitter, batc = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:])
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        sound = sound_texts(batc, work)
        if len(sound) < LEAST:
            sys.exit(f"only {len(sound)} texts without syntax errors were found")
        windows = (
            (f"{origin}, with CRLF", "\ufeff" + text.replace("\r\n", "\n").replace("\n", "\r\n")) for origin, text in sound
        )
        wrong = 0
        for folder, round_ in (("sound", sound), ("windows", windows)):
            read = write(work / folder, round_)
            for file, mistake in trees_with_errors(tree_sitter, work / folder).items():
                wrong += 1
                print(f"{read[file][0]}: {mistake}")
    if wrong:
        sys.exit(f"{wrong} trees have errors where batc finds none")
    print(f"{len(sound)} texts, each with LF and CRLF, have trees without an error")


if __name__ == "__main__":
    main()
