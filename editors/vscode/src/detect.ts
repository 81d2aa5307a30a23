/** Whose a file with the ending `.bat` is, by its text. */
export type Owner = "batc" | "windows" | "open";

/** How a file of this language begins, after comments and blank lines. */
const DECLARATION = new RegExp(
  "^(?:" +
    [
      /use\s+(?:std\b|")/,
      /let\s+\w+\s*(?::|=(?!=))/,
      /type\s+[A-Za-z_]\w*\s*=/,
      /fn\s+\w+\s*\(/,
      /(?:construct|stack|app)\s+[A-Za-z_]\w*\s*(?:\{|$)/,
      /(?:abstract\s+)?env\s+\w+\s*(?:=|extends\b)/,
      /resource\s+type\s+\w+::/,
      /(?:rule|test)\s+r?#*"/,
      /@severity\s*\(/,
    ]
      .map((pattern) => pattern.source)
      .join("|") +
    ")",
);

/** How many lines are looked at. */
export const LINES = 200;

/**
 * The first line that is neither blank nor a comment of ours decides. Without one, a comment of ours is enough, since batch
 * files do not begin with `//`; a file with nothing in it is open: its folder decides.
 */
export function owner(lines: Iterable<string>): Owner {
  let commented = false;
  let seen = 0;
  for (const line of lines) {
    const text = line.replace(/^\uFEFF/, "").trimEnd();
    if (/^\s*\/\//.test(text)) commented = true;
    else if (text !== "") return DECLARATION.test(text) ? "batc" : "windows";
    if (++seen === LINES) break;
  }
  return commented ? "batc" : "open";
}
