// What the extension takes for granted of the server, asked of the server itself: `BATC=path npm test`.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import rpc from "vscode-jsonrpc/node";
import { extension } from "./textmate.mjs";

const manifest = JSON.parse(fs.readFileSync(path.join(extension, "package.json"), "utf8"));
const source = fs.readFileSync(path.join(extension, "scripts/screenshot.bat"), "utf8");

test("the server keeps to what the extension asks of it", { skip: process.env.BATC ? false : "BATC names no compiler" }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "batc-"));
  const file = path.join(folder, "main.bat");
  fs.writeFileSync(path.join(folder, "batc.toml"), "");
  fs.writeFileSync(file, source);
  const uri = pathToFileURL(file).href;
  const server = spawn(process.env.BATC, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
  // A request of the server's own, such as one for settings, waits for an answer.
  const asked = [];
  connection.onRequest("workspace/configuration", ({ items }) => (asked.push(...items), items.map(() => ({ environment: "" }))));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  // Else a server that ends early is waited for, and the test with it.
  server.on("exit", (code) => connection.dispose() ?? (code && console.error(`the server ended with ${code}`)));
  try {
    const { capabilities } = await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "shop" }],
      initializationOptions: { environment: "", evaluate: true },
      capabilities: { workspace: { configuration: true, executeCommand: {} }, textDocument: { semanticTokens: { requests: { full: true } } } },
    });
    await connection.sendNotification("initialized", {});
    await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "batc", version: 1, text: source } });

    // The client registers these itself; a command of the manifest by the same name could not be.
    assert.deepEqual(capabilities.executeCommandProvider.commands.toSorted(), ["batc.build", "batc.explain", "batc.test"]);
    for (const { command } of manifest.contributes.commands) assert(!capabilities.executeCommandProvider.commands.includes(command), command);

    // Kinds of tokens that are no kinds of the protocol are in the manifest.
    const own = manifest.contributes.semanticTokenTypes.map(({ id }) => id);
    const known = "namespace type class enum interface struct typeParameter parameter variable property enumMember event function method macro keyword modifier comment string number regexp operator decorator".split(" ");
    for (const kind of capabilities.semanticTokensProvider.legend.tokenTypes) assert([...known, ...own].includes(kind), kind);

    const line = source.split("\n").findIndex((text) => text.includes("resource queue[kind]"));
    const textDocument = { uri };
    const template = await connection.sendRequest("batc/template", { textDocument, position: { line, character: 16 } });
    assert.equal(template.languageId, "json");
    assert.equal(template.range.start.line, line);
    const resources = Object.values(JSON.parse(template.text));
    assert.deepEqual(resources.map(({ Type }) => Type), ["AWS::SQS::Queue", "AWS::SQS::Queue"]);
    assert.match(template.title, /queue.*production/);
    const nothing = connection.sendRequest("batc/template", { textDocument, position: { line: 1, character: 0 } });
    await assert.rejects(nothing, (error) => typeof error.message === "string" && error.message.length > 5);

    const built = await connection.sendRequest("workspace/executeCommand", { command: "batc.build", arguments: [uri] });
    assert.equal(built.built, true);
    assert(fs.existsSync(path.join(folder, "out/production/manifest.json")));
    for (const { section } of asked) assert.equal(section, "batc");
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
  } finally {
    connection.dispose();
    server.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
