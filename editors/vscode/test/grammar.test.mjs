// The grammar on annotated cases, and on every `.bat` file of the project.
//
// A line `// ^^^ scope other.scope - scope` asserts on the columns above the carets, in the nearest line above that is no
// such line; `// <-- scope` on as many columns from the line's start as the arrow has dashes. Each scope must be a prefix, by
// dots, of one of the token's; those after a `-` must not. tests/editors_sublime.rs reads the same files.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { extension, lines, load, project, sources, tokenize } from "./textmate.mjs";

const { grammar } = await load();
const folder = path.join(extension, "test/grammar");
const ASSERTION = /^\s*\/\/\s*(?:(\^+)|<(-+))\s+(.*)$/;

/** The code of a case, and what is asserted of its lines. */
function parse(text) {
  const code = [];
  const assertions = [];
  lines(text).forEach((line, index) => {
    const found = ASSERTION.exec(line);
    if (!found) {
      code.push(line);
      return;
    }
    const [, carets, arrow, scopes] = found;
    const from = carets ? line.indexOf("^") : 0;
    const excluded = [];
    const wanted = [];
    const words = scopes.trim().split(/\s+/);
    for (let i = 0; i < words.length; i++) {
      if (words[i] === "-") excluded.push(words[++i]);
      else wanted.push(words[i]);
    }
    assertions.push({ row: code.length - 1, from, to: from + (carets ?? arrow).length, wanted, excluded, at: index + 1 });
  });
  return { code: code.join("\n"), assertions };
}

const covers = (scopes, wanted) => scopes.some((scope) => scope === wanted || scope.startsWith(`${wanted}.`));

for (const name of fs.readdirSync(folder)) {
  test(`scopes of ${name}`, () => {
    const { code, assertions } = parse(fs.readFileSync(path.join(folder, name), "utf8"));
    const { tokens } = tokenize(grammar, code);
    assert(assertions.length > 10, "a case asserts something");
    const wrong = [];
    for (const { row, from, to, wanted, excluded, at } of assertions) {
      const touched = tokens[row].filter((token) => token.startIndex < to && token.endIndex > from);
      assert(touched.length > 0, `${name}:${at}: nothing stands there`);
      for (const { scopes } of touched) {
        const missing = wanted.filter((scope) => !covers(scopes, scope));
        const unwanted = excluded.filter((scope) => covers(scopes, scope));
        if (missing.length || unwanted.length) {
          wrong.push(`${name}:${at}: missing [${missing}], unwanted [${unwanted}] in ${scopes.join(" ")}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });
}

test("every file of the project ends where it began", () => {
  let slowest = { ms: 0 };
  let bytes = 0;
  let all = 0;
  const wrong = [];
  for (const file of sources()) {
    const name = path.relative(project, file).replaceAll(path.sep, "/");
    const text = fs.readFileSync(file, "utf8");
    const start = performance.now();
    const { tokens, open } = tokenize(grammar, text);
    const ms = performance.now() - start;
    all += ms;
    bytes += text.length;
    if (ms > slowest.ms) slowest = { ms, name };
    // Cases are often meant to be wrong, and have characters that belong nowhere.
    const isSound = !name.startsWith("tests/cases/");
    if (open.length > 1 && name !== "tests/cases/parse-errors/E0102_unterminated.bat") wrong.push(`${name}: open: ${open.join(" ")}`);
    lines(text).forEach((line, row) => {
      for (const { startIndex, endIndex, scopes } of tokens[row]) {
        const token = line.slice(startIndex, endIndex);
        const where = `${name}:${row + 1}: ${JSON.stringify(token)}`;
        if (covers(scopes, "invalid")) wrong.push(`${where} is invalid`);
        if (isSound && token.trim() && scopes.length === 1) wrong.push(`${where} has no scope`);
      }
    });
  }
  assert.deepEqual(wrong, []);
  assert(bytes > 500_000, "the project was found");
  console.log(`${(bytes / 1000).toFixed(0)} KB in ${all.toFixed(0)} ms; slowest: ${slowest.name}, ${slowest.ms.toFixed(0)} ms`);
});

test("long lines and deep nesting", () => {
  const shapes = {
    brackets: "[".repeat(10_000),
    parentheses: `let a = ${"f(".repeat(5_000)}`,
    strings: `let a = ${'"${'.repeat(200)}`,
    conditions: `let a = ${"if x then ".repeat(2_000)}`,
    words: "abc ".repeat(5_000),
    stars: `/// ${"*a ".repeat(5_000)}`,
    ticks: `/// ${"`".repeat(5_000)}`,
    links: `/// ${"[".repeat(10_000)}`,
    keys: `let a = { ${"a: ".repeat(5_000)}`,
    spaces: `let a =${" ".repeat(20_000)}`,
  };
  for (const [name, line] of Object.entries(shapes)) {
    const start = performance.now();
    tokenize(grammar, `${line}\nlet b = 1`);
    console.log(`${name}: ${line.length} characters in ${(performance.now() - start).toFixed(0)} ms`);
  }
});
