// Draws docs/images/vscode.png: the platform's network in Visual Studio Code, with what a name stands for.
// BATC=…/batc node picture.mjs, when batc.vsix is packed and this folder's packages are installed.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { Workbench } from "./workbench.mjs";

const ROOT = resolve(import.meta.dirname, "../../../..");
const home = mkdtempSync(join(tmpdir(), "batc-picture-"));
const folder = join(home, "platform");
for (const part of ["envs", "examples"]) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
writeFileSync(join(folder, "batc.toml"), "");
const settings = { "batc.path": process.env.BATC, "batc.detection": "content", "editor.fontSize": 13, "breadcrumbs.enabled": false };
const extension = join(ROOT, "editors/vscode/batc.vsix");
const code = await Workbench.open({ chromium, home, folder, extension, settings });
try {
  await code.page.setViewportSize({ width: 1180, height: 620 });
  await code.file("examples/batbern/network.bat");
  await code.page.keyboard.press("Control+B");
  await code.text(".view-line", "resource vpc = Vpc → Vpc… {");
  await code.page.locator(".view-line", { hasText: "cidr: sizing.cidr" }).locator("span span").last().hover();
  await code.text(".monaco-hover", "In production");
  await code.page.waitForTimeout(1000);
  await code.page.screenshot({ path: join(ROOT, "docs/images/vscode.png") });
} finally {
  await code.close();
  rmSync(home, { recursive: true, force: true });
}
