// What the editor does without the server: indentation, comments, words; and that the files of the extension agree.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { extension, lines, project, sources } from "./textmate.mjs";

const read = (name) => JSON.parse(fs.readFileSync(path.join(extension, name), "utf8"));
const manifest = read("package.json");
const language = read("language-configuration.json");

test("lines are indented as the examples are", () => {
  const increase = new RegExp(language.indentationRules.increaseIndentPattern);
  const decrease = new RegExp(language.indentationRules.decreaseIndentPattern);
  const indent = (line) => line.length - line.trimStart().length;
  const wrong = [];
  let seen = 0;
  for (const file of sources(path.join(project, "examples"))) {
    // Within a text of several lines the rules do not hold: the editor asks only where one types.
    const text = fs.readFileSync(file, "utf8").replace(/"""[^]*?"""|r#"[^]*?"#/g, '""');
    const code = lines(text).filter((line) => line.trim());
    for (let row = 1; row < code.length; row++) {
      const [above, line] = [code[row - 1], code[row]];
      const goesOn = /^\s*(?:\.|\?|then\b|else\b|\||&|in\b|if\b)/.test(line) || /(?:[=:+&|,]|=>)\s*$|^\s*\|/.test(above);
      if (goesOn || !increase.test(above)) continue;
      seen++;
      const wanted = indent(above) + (decrease.test(line) ? 0 : 2);
      if (indent(line) !== wanted) wrong.push(`${file}: ${line}`);
    }
  }
  assert(seen > 200, `only ${seen} lines open something`);
  assert.deepEqual(wrong, []);
});

test("what opens a block, and what does not", () => {
  const { increaseIndentPattern, indentNextLinePattern } = language.indentationRules;
  const increase = new RegExp(increaseIndentPattern);
  for (const line of ["stack A {", "  x: [ // why", 'f("{", [', "let a = {", 'let a = "}" & {']) assert(increase.test(line), line);
  for (const line of ["a {}", "// {", 'let a = "{', 'let a = "{"', "[1]", "x // {", "}"]) assert(!increase.test(line), line);
  const next = new RegExp(indentNextLinePattern);
  for (const line of ["let a =", "  k =>"]) assert(next.test(line), line);
  for (const line of ["a ==", "a <=", "// a ="]) assert(!next.test(line), line);
});

test("patterns are fast", () => {
  const pattern = new RegExp(language.indentationRules.increaseIndentPattern);
  const start = performance.now();
  for (const part of ["a", "\"", "/", "{", "\"a\"", "/ "]) pattern.test(part.repeat(5_000));
  console.log(`indentation of long lines: ${(performance.now() - start).toFixed(0)} ms`);
});

test("documentation goes on, until a line of it is empty", () => {
  const action = (before, after = "") =>
    language.onEnterRules.find((rule) => new RegExp(rule.beforeText).test(before) && new RegExp(rule.afterText ?? "").test(after))?.action;
  assert.equal(action("  /// Text")?.appendText, "/// ");
  assert.equal(action("  /// ")?.appendText, undefined);
  assert.equal(action("  // a", " rest")?.appendText, "// ");
  assert.equal(action("  // a"), undefined);
  assert.equal(action("  let a = 1"), undefined);
});

test("a resource type is one word", () => {
  const words = "resource a = AWS::S3::Bucket { b: 30d, c: x.Arn }".match(new RegExp(language.wordPattern, "g"));
  assert.deepEqual(words, ["resource", "a", "AWS::S3::Bucket", "b", "30d", "c", "x", "Arn"]);
});

test("what the manifest names is there", () => {
  const { contributes } = manifest;
  const files = [
    contributes.languages[0].configuration,
    ...contributes.grammars.map((grammar) => grammar.path),
    ...contributes.snippets.map((snippets) => snippets.path),
  ];
  for (const file of files) assert(fs.existsSync(path.join(extension, file)), file);
  const commands = new Set(contributes.commands.map(({ command }) => command));
  const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command);
  for (const command of named) assert(commands.has(command), command);
  // Windows keeps its batch files: no ending is claimed.
  assert.equal(contributes.languages[0].extensions, undefined);
  const declared = manifest.devDependencies["@types/vscode"].replace(/^[~^]/, "");
  assert.equal(`^${declared}`, manifest.engines.vscode, "types of the oldest editor that is served");
});

test("messages of the compiler are read", () => {
  const { pattern } = manifest.contributes.problemMatchers[0];
  const found = new RegExp(pattern.regexp).exec("envs/prod.bat:2:34: error[E0410]: `A` has no property `B`");
  const part = (name) => found[pattern[name]];
  assert.deepEqual(
    [part("file"), part("line"), part("column"), part("severity"), part("code"), part("message")],
    ["envs/prod.bat", "2", "34", "error", "E0410", "`A` has no property `B`"],
  );
});
