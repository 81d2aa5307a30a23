import * as vscode from "vscode";
import { LINES, owner } from "./detect";

/** The language's id. */
export const LANGUAGE = "batc";

const DECLINED = "batc.associationDeclined";

/** Opens `.bat` files that are ours in our language, those that are open already too, and offers to make that a setting. */
export function watchDocuments(context: vscode.ExtensionContext): void {
  const look = (document: vscode.TextDocument) => void claim(document, context);
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.commands.registerCommand("batc.associate", associate),
  );
  vscode.workspace.textDocuments.forEach(look);
}

async function claim(document: vscode.TextDocument, context: vscode.ExtensionContext): Promise<void> {
  const detection = vscode.workspace.getConfiguration("batc").get<string>("detection");
  // Windows's batch files have this id; what has another was given it by the user.
  if (document.languageId !== "bat" || detection === "off" || !(await isOurs(document))) return;
  await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  if (detection === "ask") await offer(document.uri, context);
}

async function isOurs(document: vscode.TextDocument): Promise<boolean> {
  const count = Math.min(document.lineCount, LINES);
  const found = owner(Array.from({ length: count }, (_, row) => document.lineAt(row).text));
  return found === "open" ? inProject(document.uri) : found === "batc";
}

/** Whether a folder of the workspace above a file, up to the workspace's own, has a `batc.toml`. */
async function inProject(file: vscode.Uri): Promise<boolean> {
  const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (!root) return false;
  for (let folder = vscode.Uri.joinPath(file, ".."); folder.path.startsWith(root.path); folder = vscode.Uri.joinPath(folder, "..")) {
    try {
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, "batc.toml"));
      return true;
    } catch {
      // Not in this folder.
    }
    if (folder.path === "/" || folder.path === root.path) break;
  }
  return false;
}

/** Offers once for each workspace to associate its `.bat` files. */
async function offer(file: vscode.Uri, context: vscode.ExtensionContext): Promise<void> {
  if (!vscode.workspace.getWorkspaceFolder(file) || isAssociated() || context.workspaceState.get(DECLINED)) return;
  // Not asked again while the question is open.
  await context.workspaceState.update(DECLINED, true);
  const yes = "Set files.associations";
  const answer = await vscode.window.showInformationMessage(
    "This folder describes infrastructure in .bat files. Open all its .bat files so, whatever they hold?",
    yes,
    "No",
  );
  if (answer === yes) await associate();
}

function isAssociated(): boolean {
  const associations = vscode.workspace.getConfiguration("files").get<Record<string, string>>("associations") ?? {};
  return Object.entries(associations).some(([pattern, language]) => pattern.endsWith("*.bat") && language === LANGUAGE);
}

/** Sets `files.associations` of the workspace, for one folder or for each of several. */
async function associate(): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showWarningMessage("Open a folder first: the setting belongs to it.");
    return;
  }
  const files = vscode.workspace.getConfiguration("files");
  const pattern = (folder: vscode.WorkspaceFolder) => (folders.length === 1 ? "*.bat" : `${folder.uri.path}/**/*.bat`);
  const own = files.inspect<Record<string, string>>("associations")?.workspaceValue ?? {};
  const wanted = { ...own, ...Object.fromEntries(folders.map((folder) => [pattern(folder), LANGUAGE])) };
  await files.update("associations", wanted, vscode.ConfigurationTarget.Workspace);
}
