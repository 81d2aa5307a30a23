import * as vscode from "vscode";
import { watchDocuments } from "./association";
import { register } from "./commands";
import { Server } from "./server";
import { Templates } from "./template";

let server: Server | undefined;

/** Called by the editor when a `.bat` file, or a folder with a `batc.toml`, is opened. */
export function activate(context: vscode.ExtensionContext): void {
  server = new Server();
  context.subscriptions.push(server, new Templates(server));
  register(context, server);
  watchDocuments(context);
  startWhenNeeded(context, server);
}

/** A folder of batch files of Windows needs no compiler: the server starts with the first file of ours. */
function startWhenNeeded(context: vscode.ExtensionContext, server: Server): void {
  let started = false;
  const look = (document: vscode.TextDocument) => {
    if (started || document.languageId !== "batc") return;
    started = true;
    void server.restart();
  };
  context.subscriptions.push(
    // A change of a document's language opens it anew.
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidGrantWorkspaceTrust(() => started && server.restart()),
    vscode.workspace.onDidChangeConfiguration((event) => started && event.affectsConfiguration("batc.path") && server.restart()),
  );
  vscode.workspace.textDocuments.forEach(look);
}

/** Called by the editor when it ends. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
