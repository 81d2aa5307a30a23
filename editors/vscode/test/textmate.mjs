// The grammar in the engine that VS Code uses: vscode-textmate with oniguruma.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import textmate from "vscode-textmate";
import oniguruma from "vscode-oniguruma";

export const extension = path.resolve(import.meta.dirname, "..");
export const project = path.resolve(extension, "../..");

/** Loads the grammar; `theme` is for `tokenizeLine2` only. */
export async function load(theme) {
  const wasm = fs.readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const file = path.join(extension, "syntaxes/bat.tmLanguage.json");
  const registry = new textmate.Registry({
    theme,
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) =>
      scope === "source.bat" ? textmate.parseRawGrammar(fs.readFileSync(file, "utf8"), file) : null,
  });
  const grammar = await registry.loadGrammar("source.bat");
  return { grammar, registry };
}

export const lines = (text) => text.replace(/^\uFEFF/, "").split(/\r?\n/);

/** Tokens of each line, and the scopes that are still open at the end. */
export function tokenize(grammar, text) {
  let state = textmate.INITIAL;
  const tokens = lines(text).map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens;
  });
  // What stays open is what a line after the last one would stand in.
  const [after] = grammar.tokenizeLine("", state).tokens;
  return { tokens, open: after.scopes, depth: state.depth };
}

/** All `.bat` files of the project, without what is built or installed. */
export function sources(folder = project) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      const skipped = entry.name.startsWith(".") || ["target", "node_modules", "out"].includes(entry.name);
      return skipped ? [] : sources(inside);
    }
    return entry.name.endsWith(".bat") ? [inside] : [];
  });
}
