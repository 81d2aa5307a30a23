/**
 * Kinds of tokens that the grammar tells from the text alone, and more finely than the server does: it knows escapes and code in
 * texts, code in documentation, and words that declare from words that decide. For editors without a grammar the server names
 * them too.
 */
const LEXICAL = new Set(["keyword", "comment", "string", "number", "regexp", "operator"]);

/** Each token has five numbers: lines and characters from the one before, length, kind, modifiers. */
const WIDTH = 5;

/** Semantic tokens without those that the grammar knows better. */
export function meaningful(data: Uint32Array, kinds: readonly string[]): Uint32Array {
  const kept: number[] = [];
  // How far the tokens that are left out have moved the place from which the next is counted.
  let lines = 0;
  let characters = 0;
  for (let at = 0; at + WIDTH <= data.length; at += WIDTH) {
    const [line = 0, character = 0, length = 0, kind = 0, modifiers = 0] = data.subarray(at, at + WIDTH);
    lines += line;
    characters = line > 0 ? character : characters + character;
    if (LEXICAL.has(kinds[kind] ?? "")) continue;
    kept.push(lines, characters, length, kind, modifiers);
    lines = characters = 0;
  }
  return Uint32Array.from(kept);
}
