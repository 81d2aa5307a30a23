// Which of the server's tokens colour a text.
import assert from "node:assert/strict";
import { test } from "node:test";
import tokens from "../build/tokens.js";

const { meaningful } = tokens;
const KINDS = ["keyword", "variable", "string", "resourceType"];

/** Places as they are sent, each from the one before. */
function sent(tokens) {
  let [row, column] = [0, 0];
  return Uint32Array.from(
    tokens.flatMap(([line, character, length, kind]) => {
      const numbers = [line - row, line === row ? character - column : character, length, KINDS.indexOf(kind), 1];
      [row, column] = [line, character];
      return numbers;
    }),
  );
}

test("what the grammar knows is left out, and the rest stays in its place", () => {
  const all = [
    [0, 0, 3, "keyword"],
    [0, 4, 1, "variable"],
    [0, 8, 2, "keyword"],
    [0, 12, 5, "string"],
    [0, 20, 1, "variable"],
    [0, 22, 1, "resourceType"],
    [1, 2, 3, "keyword"],
    [3, 4, 3, "keyword"],
    [3, 8, 3, "variable"],
    [4, 0, 3, "string"],
    [6, 1, 3, "variable"],
    [6, 5, 3, "keyword"],
  ];
  const left = all.filter(([, , , kind]) => kind === "variable" || kind === "resourceType");
  assert.deepEqual(meaningful(sent(all), KINDS), sent(left));
});

test("nothing, and kinds that were not announced", () => {
  assert.deepEqual(meaningful(new Uint32Array(), KINDS), new Uint32Array());
  assert.deepEqual(meaningful(Uint32Array.of(1, 2, 3, 9, 0), KINDS), Uint32Array.of(1, 2, 3, 9, 0));
});
