import * as vscode from "vscode";
import { LANGUAGE } from "./association";
import type { Server } from "./server";

const SCHEME = "batc-template";

/** What the server answers to `batc/template`. */
interface Template {
  /** What is shown: the declaration, its stack and its environment. */
  title: string;
  /** The compiled resources. */
  text: string;
  /** The declaration that they come from. */
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
  /** What the text is written in. */
  languageId?: string;
}

/** A place whose template is shown. */
interface Shown {
  source: vscode.Uri;
  position: vscode.Position;
  text: string;
}

/** Shows what the declaration under the cursor compiles to, beside the source, and keeps it up to date. */
export class Templates implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly shown = new Map<string, Shown>();
  private readonly subscriptions: vscode.Disposable[];
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerCommand("batc.showTemplate", () => this.show()),
      vscode.workspace.onDidSaveTextDocument((document) => document.languageId === LANGUAGE && void this.refresh()),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("batc.environment") && void this.refresh()),
      vscode.workspace.onDidCloseTextDocument((document) => this.shown.delete(document.uri.toString())),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.shown.get(uri.toString())?.text ?? "";
  }

  private async ask(source: vscode.Uri, position: vscode.Position): Promise<Template> {
    const client = this.server.running;
    if (!client) throw new Error("the server is not running");
    const textDocument = { uri: client.code2ProtocolConverter.asUri(source) };
    return client.sendRequest<Template>("batc/template", { textDocument, position: client.code2ProtocolConverter.asPosition(position) });
  }

  private async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== LANGUAGE) return;
    const source = editor.document.uri;
    const position = editor.selection.active;
    let template: Template;
    try {
      template = await this.ask(source, position);
    } catch (error) {
      void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
      return;
    }
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${template.title.replaceAll("/", "∕")}.json`, query: source.toString() });
    this.shown.set(uri.toString(), { source, position, text: template.text });
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, template.languageId ?? "json");
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  /** Asks again for all that is shown. What cannot be compiled just now stays as it was. */
  private async refresh(): Promise<void> {
    for (const [key, shown] of this.shown) {
      try {
        shown.text = (await this.ask(shown.source, shown.position)).text;
        this.changed.fire(vscode.Uri.parse(key));
      } catch {
        // The mistake is in the list of problems.
      }
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changed).dispose();
  }
}
