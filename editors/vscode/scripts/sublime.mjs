// usage: node scripts/sublime.mjs [--check]: writes ../sublime/batc.sublime-syntax from the TextMate grammar, so that there is
// one grammar to keep; with --check, only says whether the file is what would be written.
//
// A region becomes a context that its end pops, tried before what is inside as in TextMate.
import fs from "node:fs";
import path from "node:path";

const source = path.resolve(import.meta.dirname, "../syntaxes/bat.tmLanguage.json");
const target = path.resolve(import.meta.dirname, "../../sublime/batc.sublime-syntax");
const grammar = JSON.parse(fs.readFileSync(source, "utf8"));

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** `captures` as lines; the whole match is called 0 in both. */
function captures(captures, indent) {
  if (!captures) return [];
  const entries = Object.entries(captures).map(([index, { name }]) => `${indent}    ${index}: ${name}`);
  return [`${indent}  captures:`, ...entries];
}

function item(rule, indent) {
  if (rule.include) return [`${indent}- include: ${rule.include.slice(1)}`];
  if (rule.match) {
    const scope = rule.name ? [`${indent}  scope: ${rule.name}`] : [];
    return [`${indent}- match: ${quoted(rule.match)}`, ...scope, ...captures(rule.captures, indent)];
  }
  if (!rule.begin) throw new Error(`neither match nor region: ${JSON.stringify(rule)}`);
  const inner = `${indent}    `;
  return [
    `${indent}- match: ${quoted(rule.begin)}`,
    ...captures(rule.beginCaptures, indent),
    `${indent}  push:`,
    // Only what is asked for here is in the region: no prototype is defined.
    ...(rule.name ? [`${inner}- meta_scope: ${rule.name}`] : []),
    ...(rule.contentName ? [`${inner}- meta_content_scope: ${rule.contentName}`] : []),
    `${inner}- match: ${quoted(rule.end)}`,
    ...captures(rule.endCaptures, inner),
    `${inner}  pop: true`,
    ...(rule.patterns ?? []).flatMap((pattern) => item(pattern, inner)),
  ];
}

const contexts = { main: { patterns: grammar.patterns }, ...grammar.repository };
const text = [
  "%YAML 1.2",
  "---",
  "# Made from editors/vscode/syntaxes/bat.tmLanguage.json by `npm run sublime` in editors/vscode: edit that file.",
  "name: batc",
  `scope: ${grammar.scopeName}`,
  "version: 2",
  "# No file_extensions: `.bat` belongs to Batch File; batc.py tells by its content which of the two a file is.",
  "contexts:",
  ...Object.entries(contexts).flatMap(([name, rule]) => [
    `  ${name}:`,
    ...(rule.begin || rule.match ? [rule] : rule.patterns).flatMap((pattern) => item(pattern, "    ")),
  ]),
  "",
].join("\n");

if (process.argv.includes("--check")) {
  if (!fs.existsSync(target) || fs.readFileSync(target, "utf8") !== text) {
    console.error("editors/sublime/batc.sublime-syntax is not what the grammar makes: `npm run sublime` writes it");
    process.exit(1);
  }
} else {
  fs.writeFileSync(target, text);
}
