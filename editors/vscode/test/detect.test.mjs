// Which `.bat` files are ours.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import detect from "../build/detect.js";
import { lines, project, sources } from "./textmate.mjs";

const { owner } = detect;

test("files of Windows", () => {
  for (const text of [
    "@echo off\r\nset A=1",
    "@ECHO OFF",
    "rem build\nstack Network {",
    "REM",
    ":: a comment",
    ":start\ngoto start",
    "setlocal enabledelayedexpansion",
    "echo hello",
    "call other.bat",
    "if exist a.txt (\n)",
    "for %%i in (*.txt) do echo %%i",
    "type readme.txt",
    "net use x: \\\\server\\share",
    "use",
    "app.exe --start",
    "stack.exe",
    "test.exe \"a\"",
    "let.exe",
    "env\n",
    "\nmvnw.cmd clean",
    "%JAVA_HOME%\\bin\\java -jar app.jar",
    "@severity.exe (",
    "(echo a) > b",
  ]) {
    assert.equal(owner(lines(text)), "windows", text);
  }
});

test("files of ours", () => {
  for (const text of [
    "// only a comment",
    "/// Documentation\n\n// and more\r\nuse std.storage.{Bucket}\r\n",
    "\uFEFFuse \"./a.bat\" as a",
    "let a = 1",
    "let a: Int = 1",
    "type A = Int",
    "fn f(a: Int): Int = a",
    "construct A {",
    "stack A\n{",
    "app A { // why",
    "env a = A {",
    "env a extends b {",
    "abstract env a = A {",
    "resource type Custom::A {",
    "rule \"a\" for Resource as r {",
    "@severity(\"warning\")\nrule \"a\" for Resource as r {",
    "test \"a\" for b {",
  ]) {
    assert.equal(owner(lines(text)), "batc", text);
  }
});

test("files with nothing in them are open", () => {
  for (const text of ["", "\n\n", "\uFEFF", "   \n\t\n"]) assert.equal(owner(lines(text)), "open", JSON.stringify(text));
});

test("only the first lines are looked at", () => {
  const endless = function* () {
    for (let i = 0; ; i++) yield i < 10_000 ? "" : assert.fail("it went on");
  };
  assert.equal(owner(endless()), "open");
});

test("every source of the project is ours", () => {
  const wrong = [];
  for (const file of sources()) {
    const name = path.relative(project, file).replaceAll(path.sep, "/");
    // Cases begin with all kinds of mistakes.
    if (name.startsWith("tests/cases/")) continue;
    if (owner(lines(fs.readFileSync(file, "utf8"))) !== "batc") wrong.push(name);
  }
  assert.deepEqual(wrong, []);
});
