// A window of Visual Studio Code: the real one, as code-server brings it to a browser.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";

/** Text as it was written: the editor shows spaces of other kinds. */
const plain = (text) => text.replace(/[\u00a0\u2000-\u200a]/g, " ").replace(/[\u200b-\u200f]/g, "");

const require = createRequire(import.meta.url);
const SERVER = join(dirname(require.resolve("code-server/package.json")), "out/node/entry.js");

const QUIET = {
  "chat.commandCenter.enabled": false,
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Runs code-server to its end. */
async function run(options) {
  const child = spawn(process.execPath, [SERVER, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (said += text));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`code-server ${options.join(" ")}: ${code}\n${said}`);
}

/** A window with an extension, that shows a folder. */
export class Workbench {
  /** Opens it. `home` is a folder for what the editor keeps. */
  static async open({ chromium, home, extension, folder, settings }) {
    const data = join(home, "data");
    mkdirSync(join(data, "User"), { recursive: true });
    writeFileSync(join(data, "User/settings.json"), JSON.stringify({ ...QUIET, ...settings }));
    const places = ["--user-data-dir", data, "--extensions-dir", join(home, "extensions"), "--disable-telemetry"];
    await run([...places, "--install-extension", extension]);
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    const options = ["--auth", "none", "--bind-addr", address, "--disable-update-check", "--disable-workspace-trust"];
    const server = spawn(process.execPath, [SERVER, ...places, ...options, folder], { stdio: ["ignore", "pipe", "ignore"] });
    await new Promise((ready, failed) => {
      server.stdout.on("data", (text) => String(text).includes("HTTP server listening") && ready());
      server.once("close", (code) => failed(new Error(`code-server ended: ${code}`)));
    });
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"],
    });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(`http://${address}/?folder=${encodeURIComponent(folder)}`);
    await page.waitForSelector(".monaco-workbench .explorer-viewlet", { timeout: 120_000 });
    return new Workbench(server, browser, page, folder);
  }

  constructor(server, browser, page, folder) {
    Object.assign(this, { server, browser, page, folder });
  }

  async close() {
    await this.browser.close();
    this.server.removeAllListeners("close");
    this.server.kill();
  }

  /** Waits until `look` gives something. */
  async until(what, look, patience = 60_000) {
    const end = Date.now() + patience;
    for (;;) {
      const found = await look();
      if (found) return found;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await this.page.waitForTimeout(100);
    }
  }

  /** The texts of all that a selector finds, with plain spaces. */
  async texts(selector) {
    const found = await this.page.locator(selector).allInnerTexts();
    return found.map(plain);
  }

  /** Waits until one of a selector's texts has a part, and gives it. */
  text(selector, part) {
    return this.until(`\`${part}\` in ${selector}`, async () =>
      (await this.texts(selector)).find((text) => text.includes(part)),
    );
  }

  async quickInput(text) {
    const input = this.page.locator(".quick-input-widget:not([style*='display: none']) input");
    await input.waitFor();
    await input.fill(text);
    await this.page.waitForTimeout(300);
  }

  /** Opens a file of the folder and waits until its lines are there. */
  async file(path) {
    await this.page.keyboard.press("Control+P");
    // By its whole path: a search would need a program that npm does not have.
    await this.quickInput(join(this.folder, path));
    const name = path.split("/").at(-1);
    await this.text(".quick-input-list .monaco-list-row", name);
    await this.page.keyboard.press("Enter");
    await this.text(".tab.active", name);
    await this.page.waitForSelector(".editor-group-container.active .view-line");
    await this.page.locator(".editor-group-container.active .monaco-editor textarea, .editor-group-container.active .native-edit-context").first().focus();
  }

  /** Runs a command by its title. */
  async command(title) {
    await this.page.keyboard.press("F1");
    await this.quickInput(`>${title}`);
    await this.text(".quick-input-list .monaco-list-row", title);
    await this.page.keyboard.press("Enter");
  }

  /** Puts the cursor at a line and column of the active editor, which count from 1. */
  async goTo(line, column) {
    await this.page.keyboard.press("Control+G");
    await this.quickInput(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.text("footer .right-items", `Ln ${line}, Col ${column}`);
  }

  /** The colour of the first stretch with one colour that has this text in the active editor. */
  async colour(wanted) {
    const spans = await this.page.locator(".editor-group-container.active .view-line span span").evaluateAll((found) =>
      found.map((span) => [span.innerText, getComputedStyle(span).color]),
    );
    return spans.find(([text]) => plain(text).trim() === wanted)?.[1];
  }
}
