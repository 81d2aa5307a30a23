import { execFile } from "node:child_process";
import * as vscode from "vscode";
import { LANGUAGE } from "./association";
import { compiler, type Server } from "./server";

const EXPLAIN = "batc-explain";

/** Registers the commands that are no more than a command. */
export function register(context: vscode.ExtensionContext, server: Server): void {
  context.subscriptions.push(
    vscode.commands.registerCommand("batc.restart", () => server.restart()),
    vscode.commands.registerCommand("batc.buildFile", build),
    vscode.commands.registerCommand("batc.checkWorkspace", check),
    vscode.commands.registerCommand("batc.explainCode", explain),
    vscode.commands.registerCommand("batc.selectEnvironment", selectEnvironment),
    vscode.workspace.registerTextDocumentContentProvider(EXPLAIN, { provideTextDocumentContent: ({ query }) => ask(query) }),
  );
}

/** Builds the environments of the file that is edited; `batc.build` is the server's own command, as its code lenses use it. */
async function build(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== LANGUAGE) return;
  await document.save();
  await vscode.commands.executeCommand("batc.build", document.uri.toString());
}

/** Checks the folder in a terminal, with whole reports. Places in them can be clicked. */
async function check(): Promise<void> {
  const folder = await chosenFolder();
  if (!folder) return;
  const execution = new vscode.ProcessExecution(compiler(folder.uri), ["check", "."], { cwd: folder.uri.fsPath });
  const task = new vscode.Task({ type: "batc", task: "check" }, folder, "check", "batc", execution);
  task.presentationOptions = { clear: true, reveal: vscode.TaskRevealKind.Always, showReuseMessage: false };
  await vscode.tasks.executeTask(task);
}

async function chosenFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  if (folders.length === 0) void vscode.window.showWarningMessage("Open a folder first.");
  return folders[0];
}

/** What a code means: that of the mistake under the cursor, or one that is typed. */
async function explain(code?: string): Promise<void> {
  const wanted = code ?? (await vscode.window.showInputBox({
    prompt: "Which error or warning?",
    placeHolder: "E0301",
    value: codeAtCursor() ?? "",
    validateInput: (text) => (/^[EW]\d{4}$/i.test(text.trim()) ? undefined : "A letter, E or W, and four digits"),
  }));
  if (!wanted) return;
  const name = wanted.trim().toUpperCase();
  const uri = vscode.Uri.from({ scheme: EXPLAIN, path: `/${name}.md`, query: name });
  await vscode.commands.executeCommand("markdown.showPreview", uri);
}

function codeAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const here = vscode.languages.getDiagnostics(editor.document.uri).filter((d) => d.range.contains(editor.selection.active));
  const code = here[0]?.code;
  return code === undefined ? undefined : String(typeof code === "object" ? code.value : code);
}

/** The compiler's page about a code. */
function ask(code: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(compiler(), ["explain", code, "--color", "never"], { timeout: 10_000 }, (error, stdout, stderr) => {
      resolve(error ? `# ${code}\n\n${stderr || error.message}` : stdout);
    });
  });
}

/** Lets the user choose among the environments of the workspace's files. */
async function selectEnvironment(): Promise<void> {
  const names = new Map<string, string>();
  for (const file of await vscode.workspace.findFiles("**/*.bat", "**/node_modules/**", 5_000)) {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    for (const [, name] of text.matchAll(/^env\s+([A-Za-z_]\w*)\s*(?:=|extends\b)/gm)) {
      if (name) names.set(name, vscode.workspace.asRelativePath(file));
    }
  }
  const all = { label: "all", description: "no single one", name: "" };
  const items = [all, ...[...names].sort().map(([name, file]) => ({ label: name, description: file, name }))];
  const chosen = await vscode.window.showQuickPick(items, { title: "Which environment is shown?" });
  if (!chosen) return;
  const target = vscode.workspace.workspaceFolders ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration("batc").update("environment", chosen.name, target);
}
