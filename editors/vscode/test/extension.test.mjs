// The bundle, as the editor would load it, with the parts of the editor that it needs at first. What the editor itself does
// cannot be tested without it.
import assert from "node:assert/strict";
import fs from "node:fs";
import Module, { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { extension } from "./textmate.mjs";

const manifest = JSON.parse(fs.readFileSync(path.join(extension, "package.json"), "utf8"));

/** Something of the editor that is only passed on: it can be called, made, inherited from and asked for anything. */
function anything() {
  class Thing {}
  return new Proxy(Thing, { get: (target, key) => (key in target || typeof key === "symbol" ? target[key] : anything()) });
}

class Uri {
  constructor(path) {
    this.path = path;
    this.fsPath = path;
  }
  static joinPath(uri, ...parts) {
    return new Uri(path.posix.join(uri.path, ...parts));
  }
  toString() {
    return `file://${this.path}`;
  }
}

class EventEmitter {
  event = () => ({ dispose() {} });
  fire() {}
  dispose() {}
}

/** An editor with these documents and settings; `seen` notes what the extension does. */
function editor(documents, settings = {}, files = []) {
  const seen = { commands: [], languages: [], settings: {}, opened: [], questions: [] };
  const nothing = () => ({ dispose() {} });
  const known = {
    Uri,
    EventEmitter,
    Disposable: class {
      static from = () => ({ dispose() {} });
    },
    ConfigurationTarget: { Workspace: 2 },
    LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
    commands: {
      registerCommand: (name) => (seen.commands.push(name), nothing()),
      executeCommand: async () => undefined,
    },
    languages: {
      createLanguageStatusItem: () => ({ dispose() {} }),
      setTextDocumentLanguage: async (document, language) => {
        seen.languages.push([document.uri.path, language]);
        document.languageId = language;
        return document;
      },
    },
    window: {
      createOutputChannel: () => ({ dispose() {}, error() {} }),
      showInformationMessage: async (text, ...answers) => (seen.questions.push(text), answers[0]),
    },
    workspace: {
      // So no server is started.
      isTrusted: false,
      workspaceFolders: [{ uri: new Uri("/home/me/shop") }],
      getWorkspaceFolder: (uri) => (uri.path.startsWith("/home/me/shop/") ? { uri: new Uri("/home/me/shop") } : undefined),
      textDocuments: documents,
      getConfiguration: (section) => ({
        get: (key) => settings[`${section}.${key}`] ?? manifest.contributes.configuration.properties[`${section}.${key}`]?.default,
        inspect: () => ({ workspaceValue: settings[`${section}.associations`] }),
        update: async (key, value) => (seen.settings[`${section}.${key}`] = value),
      }),
      fs: { stat: async (uri) => assert(files.includes(uri.path), "there is no such file") },
      onDidOpenTextDocument: (look) => (seen.opened.push(look), nothing()),
      onDidSaveTextDocument: nothing,
      onDidCloseTextDocument: nothing,
      onDidChangeConfiguration: nothing,
      onDidGrantWorkspaceTrust: nothing,
      registerTextDocumentContentProvider: nothing,
    },
  };
  const vscode = new Proxy(known, { get: (target, key) => target[key] ?? anything() });
  return { vscode, seen };
}

/** Activates the bundle anew in an editor. */
async function activate(vscode) {
  const bundle = path.join(extension, "dist/extension.js");
  const load = Module._load;
  Module._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
  try {
    const require = createRequire(import.meta.url);
    delete require.cache[bundle];
    const state = new Map();
    const workspaceState = { get: (key) => state.get(key), update: async (key, value) => void state.set(key, value) };
    const context = { subscriptions: [], workspaceState };
    const { activate, deactivate } = require(bundle);
    activate(context);
    // What it begins by itself goes on for some turns.
    await new Promise((done) => setTimeout(done, 20));
    await deactivate();
  } finally {
    Module._load = load;
  }
}

function document(path, text, languageId = "bat") {
  const lines = text.split("\n");
  return { uri: new Uri(path), languageId, lineCount: lines.length, lineAt: (row) => ({ text: lines[row] }) };
}

test("every command of the manifest is registered", async () => {
  const { vscode, seen } = editor([]);
  await activate(vscode);
  assert.deepEqual(seen.commands.toSorted(), manifest.contributes.commands.map(({ command }) => command).toSorted());
});

test("files are claimed by what they hold", async () => {
  const ours = document("/home/me/shop/main.bat", "// ours\nstack A {\n}");
  const windows = document("/home/me/shop/gradlew.bat", "@echo off");
  const set = document("/home/me/shop/notes.bat", "stack A {", "plaintext");
  const { vscode, seen } = editor([ours, windows, set]);
  await activate(vscode);
  assert.deepEqual(seen.languages, [["/home/me/shop/main.bat", "batc"]]);
  assert.equal(seen.questions.length, 1);
  assert.deepEqual(seen.settings["files.associations"], { "*.bat": "batc" });
});

test("an empty file is claimed in a project", async () => {
  const inside = document("/home/me/shop/stacks/new.bat", "");
  const { vscode, seen } = editor([inside], { "batc.detection": "content" }, ["/home/me/shop/batc.toml"]);
  await activate(vscode);
  assert.deepEqual(seen.languages, [["/home/me/shop/stacks/new.bat", "batc"]]);
  const outside = document("/home/me/other/new.bat", "");
  const second = editor([outside, document("/home/me/shop/a.bat", "")], { "batc.detection": "content" });
  await activate(second.vscode);
  assert.deepEqual(second.seen.languages, []);
  assert.deepEqual(second.seen.questions, []);
});

test("the settings are respected", async () => {
  const off = editor([document("/home/me/shop/main.bat", "stack A {")], { "batc.detection": "off" });
  await activate(off.vscode);
  assert.deepEqual(off.seen.languages, []);
  const associations = { "*.bat": "batc" };
  const done = editor([document("/home/me/shop/main.bat", "stack A {")], { "files.associations": associations });
  await activate(done.vscode);
  assert.deepEqual(done.seen.questions, []);
});
