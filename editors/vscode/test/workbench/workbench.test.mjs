// What a user sees of the packed extension in Visual Studio Code itself, over the platform's sources.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { Workbench } from "./workbench.mjs";

const ROOT = resolve(import.meta.dirname, "../../../..");
const home = mkdtempSync(join(tmpdir(), "batc-workbench-"));
const folder = join(home, "platform");
let code;

before(async () => {
  for (const part of ["envs", "examples"]) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, "batc.toml"), "");
  writeFileSync(join(folder, "windows.bat"), "@echo off\r\necho hello\r\n");
  code = await Workbench.open({
    chromium,
    home,
    folder,
    extension: join(ROOT, "editors/vscode/batc.vsix"),
    settings: { "batc.path": process.env.BATC, "batc.detection": "content", "editor.formatOnSave": true },
  });
});

after(async () => {
  await code?.close();
  rmSync(home, { recursive: true, force: true });
});

/** A test that leaves a picture when it fails. */
function shown(name, run) {
  test(name, { timeout: 180_000 }, async () => {
    try {
      await run();
    } catch (error) {
      const picture = join(tmpdir(), "batc-workbench-failed.png");
      await code?.page.screenshot({ path: picture });
      error.message += `\n(a picture is at ${picture})`;
      throw error;
    }
  });
}

shown("a file opens in the language by its content, and a batch file of Windows does not", async () => {
  await code.file("windows.bat");
  await code.text("footer .right-items", "Batch");
  await code.file("examples/batbern/network.bat");
  await code.text("footer .right-items", "batc");
});

shown("words have colours", async () => {
  const stretches = ["stack", "Network", "/// The network, and who reaches whom in it.", "24"];
  const colours = await code.until("colours", async () => {
    const all = await Promise.all(stretches.map((stretch) => code.colour(stretch)));
    return all.every(Boolean) && all;
  });
  assert.equal(new Set(colours).size, 4, colours.join(" "));
});

shown("what names stand for is beside them", async () => {
  await code.text(".view-line", "resource vpc = Vpc → Vpc… {");
  await code.text(".view-line", "param web: WebSettings? = null (development)");
});

shown("hover tells what a name is and stands for", async () => {
  await code.page.locator(".view-line", { hasText: "cidr: sizing.cidr" }).locator("span span").last().hover();
  await code.text(".monaco-hover", "In production");
  await code.page.keyboard.press("Escape");
});

shown("a mistake is underlined, and mended by its quick fix", async () => {
  await code.goTo(16, 24);
  await code.page.keyboard.press("Backspace");
  await code.page.waitForSelector(".squiggly-error");
  await code.text("footer .left-items", "1");
  await code.page.keyboard.press("Control+.");
  await code.text(".action-widget .monaco-list-row", "Write `zones`");
  await code.page.keyboard.press("Enter");
  await code.text(".view-line", "zones: sizing.zones");
  await code.until("no mistake", async () => (await code.page.locator(".squiggly-error").count()) === 0);
});

shown("what fits is proposed", async () => {
  await code.goTo(16, 19);
  await code.page.keyboard.press("Control+ ");
  await code.text(".suggest-widget .monaco-list-row", "nat_gateways");
  await code.page.keyboard.press("Escape");
});

shown("a text is formatted when it is saved", async () => {
  await code.goTo(15, 1);
  await code.page.keyboard.type("      ");
  await code.page.keyboard.press("Control+S");
  const path = join(folder, "examples/batbern/network.bat");
  const original = readFileSync(join(ROOT, "examples/batbern/network.bat"), "utf8");
  await code.until("the formatted text", () => readFileSync(path, "utf8") === original);
});

shown("a definition in the library opens", async () => {
  await code.goTo(14, 18);
  await code.page.keyboard.press("F12");
  await code.text(".tab.active", "network.bat");
  await code.text(".view-line", "construct Vpc {");
  await code.page.keyboard.press("Control+F4");
});

shown("the compiled template is beside the source", async () => {
  await code.file("examples/batbern/network.bat");
  await code.goTo(25, 14);
  await code.command("batc: Show the Compiled Template Beside");
  await code.text(".view-line", "AWS::EC2::SecurityGroup");
});

shown("a lens builds an environment", async () => {
  await code.file("envs/dev.bat");
  await code.text(".codelens-decoration", "build");
  await code.page.locator(".codelens-decoration a", { hasText: /build/i }).first().click();
  await code.until("the templates", () => existsSync(join(folder, "out/development/manifest.json")));
});

shown("the page of a code opens", async () => {
  await code.file("examples/batbern/network.bat");
  await code.command("batc: Explain a Code");
  await code.quickInput("E0316");
  await code.page.keyboard.press("Enter");
  await code.text(".view-line, .markdown-body, .tab.active", "E0316");
});
