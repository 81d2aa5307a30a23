"""python3 -m unittest discover --start-directory editors/sublime/tests"""

import importlib
import pathlib
import plistlib
import re
import sys
import tempfile
import types
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent
PROJECT = PACKAGE.parents[1]


class EventListener:
    """What a listener of the editor inherits from."""


def load():
    """The plugin as Sublime Text loads it: as a part of the package `batc`, beside the editor's own modules."""
    editor = types.ModuleType("sublime")
    editor.Region = lambda start, end: (start, end)
    plugins = types.ModuleType("sublime_plugin")
    plugins.EventListener = EventListener
    package = types.ModuleType("batc_package")
    package.__path__ = [str(PACKAGE)]
    sys.modules.update(sublime=editor, sublime_plugin=plugins, batc_package=package)
    return importlib.import_module("batc_package.batc")


class View:
    """An open file."""

    def __init__(self, path, text, scope="source.dosbatch"):
        self.path, self.text, self.scope, self.assigned = path, text, scope, None

    def file_name(self):
        return self.path

    def syntax(self):
        return types.SimpleNamespace(scope=self.scope)

    def text_point(self, row, _):
        return sum(len(line) for line in self.text.splitlines(keepends=True)[:row])

    def substr(self, region):
        return self.text[region[0] : region[1]]

    def assign_syntax(self, syntax):
        self.assigned = syntax


class Claim(unittest.TestCase):
    def setUp(self):
        self.plugin = load()

    def assigned(self, *view):
        view = View(*view)
        self.plugin.ClaimBat().on_load(view)
        return view.assigned

    def test_by_content(self):
        ours = "Packages/batc/batc.sublime-syntax"
        self.assertEqual(self.assigned("/a/b.bat", "// ours\nstack A {\n}\n"), ours)
        self.assertEqual(self.assigned("/a/b.BAT", "\ufeff\nuse std.storage.{Bucket}\n"), ours)
        self.assertEqual(self.assigned("/a/b.bat", "/// only documentation\n"), ours)
        self.assertIsNone(self.assigned("/a/b.bat", "@echo off\nstack A {\n"))
        self.assertIsNone(self.assigned("/a/b.bat", "type readme.txt\n"))
        self.assertIsNone(self.assigned("/a/b.bat", ""))
        self.assertIsNone(self.assigned("/a/b.bat", "stack A {\n", "source.python"))
        self.assertIsNone(self.assigned("/a/b.txt", "stack A {\n", "text.plain"))
        self.assertIsNone(self.assigned(None, "stack A {\n", "text.plain"))

    def test_empty_in_a_project(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "batc.toml").touch()
            self.assertIsNotNone(self.assigned(f"{folder}/stacks/new.bat", "\n"))

    def test_sources_of_the_project(self):
        files = [file for name in ("examples", "stdlib", "envs") for file in (PROJECT / name).rglob("*.bat")]
        self.assertGreater(len(files), 40)
        for file in files:
            self.assertIsNotNone(self.assigned(str(file), file.read_text(encoding="utf-8")), file)


class Preferences(unittest.TestCase):
    def test_are_read(self):
        for file in PACKAGE.glob("*.tmPreferences"):
            self.assertEqual(plistlib.loads(file.read_bytes())["scope"], "source.bat")

    def test_indentation(self):
        settings = plistlib.loads((PACKAGE / "Indentation.tmPreferences").read_bytes())["settings"]
        increase, decrease = (re.compile(settings[f"{way}IndentPattern"]) for way in ("increase", "decrease"))
        for line in ("stack A {", "  x: [ // why", 'f("{", ['):
            self.assertTrue(increase.search(line), line)
        for line in ("a {}", "// {", 'let a = "{', "}"):
            self.assertFalse(increase.search(line), line)
        self.assertTrue(decrease.search("  }"))


if __name__ == "__main__":
    unittest.main()
