// usage: node scripts/screenshot.mjs [CHROMIUM]: draws docs/images/highlighting.png: a source as the grammar and VS Code's engine colour
// it, in the colours of VS Code's dark theme.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import textmate from "vscode-textmate";
import theme from "@shikijs/themes/dark-plus";
import { extension, lines, load, project } from "../test/textmate.mjs";

const chromium = process.argv[2] ?? "chromium";
const source = path.join(extension, "scripts/screenshot.bat");
const target = path.join(project, "docs/images/highlighting.png");

// The theme's own foreground is that of what has no scope of its own.
const foreground = { settings: { foreground: theme.colors["editor.foreground"] } };
const { grammar, registry } = await load({ name: theme.name, settings: [foreground, ...theme.tokenColors] });
const colours = registry.getColorMap();
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

let state = textmate.INITIAL;
const code = lines(fs.readFileSync(source, "utf8").trimEnd());
const rows = code.map((line) => {
  const { tokens, ruleStack } = grammar.tokenizeLine2(line, state);
  state = ruleStack;
  let row = "";
  for (let i = 0; i < tokens.length; i += 2) {
    const text = line.slice(tokens[i], tokens[i + 2] ?? line.length);
    // As VS Code packs it: 4 bits of style from bit 11, 9 bits of foreground from bit 15.
    const style = (tokens[i + 1] >>> 11) & 15;
    const colour = colours[(tokens[i + 1] >>> 15) & 511];
    const italic = style & 1 ? "font-style:italic;" : "";
    const bold = style & 2 ? "font-weight:bold;" : "";
    row += `<span style="color:${colour};${italic}${bold}">${escape(text)}</span>`;
  }
  return row;
});

const [width, lineHeight, padding] = [900, 21, 14];
const height = rows.length * lineHeight + 2 * padding;
const numbers = rows.map((_, index) => index + 1).join("\n");
const html = `<!doctype html><meta charset="utf-8"><style>
  html, body { margin: 0; background: #1f1f1f; }
  body { display: flex; padding: ${padding}px 0; }
  pre { margin: 0; font: 14px/${lineHeight}px "JetBrains Mono", "DejaVu Sans Mono", monospace; font-variant-ligatures: none; }
  .numbers { width: 44px; margin-right: 20px; text-align: right; color: #6e7681; }
</style><pre class="numbers">${numbers}</pre><pre>${rows.join("\n")}</pre>`;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "batc-"));
try {
  const page = path.join(folder, "page.html");
  fs.writeFileSync(page, html);
  // More points than the page has, for screens that show them.
  execFileSync(
    chromium,
    [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1.5",
      `--user-data-dir=${path.join(folder, "profile")}`, `--window-size=${width},${height}`, `--screenshot=${target}`, `file://${page}`,
    ],
    { stdio: "pipe", timeout: 60_000 },
  );
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
console.log(`${path.relative(project, target)}: ${(fs.statSync(target).size / 1000).toFixed(0)} KB`);
