"""Opens .bat files that hold infrastructure in their own syntax; batch files of Windows, which have the same ending, stay."""

import os

import sublime
import sublime_plugin

from .detect import owner

SYNTAX = "Packages/batc/batc.sublime-syntax"
LINES = 200


def in_project(path):
    """Whether a folder above a file has a batc.toml."""
    folder = os.path.dirname(path)
    while True:
        if os.path.exists(os.path.join(folder, "batc.toml")):
            return True
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above


class ClaimBat(sublime_plugin.EventListener):
    """Looks at each .bat file once, when it is opened or first saved."""

    def on_load(self, view):
        path = view.file_name() or ""
        syntax = view.syntax()
        # What has another syntax was given it by the user.
        if not path.lower().endswith(".bat") or (syntax and syntax.scope not in ("source.dosbatch", "text.plain")):
            return
        end = view.text_point(LINES, 0)
        found = owner(view.substr(sublime.Region(0, end)).splitlines())
        if found == "batc" or (found == "open" and in_project(path)):
            view.assign_syntax(SYNTAX)

    on_post_save = on_load
    on_reload = on_load
