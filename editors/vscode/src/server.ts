import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { type Executable, LanguageClient, State } from "vscode-languageclient/node";
import { LANGUAGE } from "./association";
import { meaningful } from "./tokens";

/** The compiler's command, as the settings say. */
export function compiler(resource?: vscode.Uri): string {
  const written = vscode.workspace.getConfiguration("batc", resource).get<string>("path")?.trim() || "batc";
  const folder = (resource && vscode.workspace.getWorkspaceFolder(resource)) ?? vscode.workspace.workspaceFolders?.[0];
  const root = folder?.uri.fsPath ?? "";
  const full = written.replace(/^~(?=[\\/])/, os.homedir()).replaceAll("${workspaceFolder}", root);
  // A name is left to the search path; a path is meant from the folder.
  return /[\\/]/.test(full) && root ? path.resolve(root, full) : full;
}

/** The server, and what of it the user sees: a place in the status bar, and the output channel. */
export class Server implements vscode.Disposable {
  private client?: LanguageClient;
  private readonly status = vscode.languages.createLanguageStatusItem("batc.server", LANGUAGE);
  private readonly output = vscode.window.createOutputChannel("batc", { log: true });
  private turn: Promise<void> = Promise.resolve();

  constructor() {
    this.status.name = "batc";
    this.status.command = { command: "batc.restart", title: "Restart" };
    this.tell("not running", vscode.LanguageStatusSeverity.Information);
  }

  /** The client of the running server. */
  get running(): LanguageClient | undefined {
    return this.client?.state === State.Running ? this.client : undefined;
  }

  /** Starts the server, or starts it anew; one after another, when asked for often. */
  restart(): Promise<void> {
    this.turn = this.turn.then(() => this.replace());
    return this.turn;
  }

  private async replace(): Promise<void> {
    await this.stop();
    if (!vscode.workspace.isTrusted) {
      this.tell("waits for the folder to be trusted", vscode.LanguageStatusSeverity.Information);
      return;
    }
    const command = compiler();
    const executable: Executable = { command, args: ["lsp"], options: { cwd: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath } };
    const client = new LanguageClient(LANGUAGE, "batc", executable, {
      documentSelector: [
        { language: LANGUAGE, scheme: "file" },
        { language: LANGUAGE, scheme: "untitled" },
      ],
      outputChannel: this.output,
      initializationOptions: vscode.workspace.getConfiguration("batc"),
      synchronize: { configurationSection: "batc" },
    });
    client.middleware.provideDocumentSemanticTokens = async (document, token, next) => refined(client, await next(document, token));
    client.middleware.provideDocumentRangeSemanticTokens = async (document, range, token, next) =>
      refined(client, await next(document, range, token));
    // Who types quickly edits the text before the answer; without this the editor would take none for all of the word.
    client.middleware.provideCompletionItem = async (document, position, context, token, next) =>
      (await next(document, position, context, token)) ?? new vscode.CompletionList([], true);
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.tell(`${command} lsp`, vscode.LanguageStatusSeverity.Information);
      if (newState === State.Stopped) this.tell("stopped", vscode.LanguageStatusSeverity.Warning);
    });
    try {
      await client.start();
    } catch (error) {
      this.tell("did not start", vscode.LanguageStatusSeverity.Error);
      this.output.error(String(error));
      void this.explain(command);
    }
  }

  private async explain(command: string): Promise<void> {
    const settings = "Open Settings";
    const log = "Show Log";
    const text = `batc did not start: is \`${command}\` installed? Its path is the setting batc.path.`;
    const answer = await vscode.window.showErrorMessage(text, settings, log);
    if (answer === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "batc.path");
    if (answer === log) this.output.show();
  }

  private tell(text: string, severity: vscode.LanguageStatusSeverity): void {
    this.status.text = `batc: ${text}`;
    this.status.severity = severity;
  }

  /** Stops the server. */
  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch {
      // It had not started, or has ended by itself.
    }
  }

  dispose(): void {
    void this.stop();
    this.status.dispose();
    this.output.dispose();
  }
}

/** The server's tokens without those that the grammar knows better. */
function refined(client: LanguageClient, tokens: vscode.SemanticTokens | null | undefined): vscode.SemanticTokens | undefined {
  const kinds = client.initializeResult?.capabilities.semanticTokensProvider?.legend.tokenTypes;
  if (!tokens || !kinds) return tokens ?? undefined;
  return new vscode.SemanticTokens(meaningful(tokens.data, kinds), tokens.resultId);
}
