//! `batc init`.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::args::{Init, MessageFormat, Messages};
use super::console::Console;
use super::exit;
use crate::diagnostics::render::plain_line;
use crate::diagnostics::{Code, Diagnostic};
use crate::driver;
use crate::emit::WriteError;
use crate::world::{World, starter_files};

/// A file of the starting project is there already.
pub const NOT_OVERWRITTEN: Code = Code::new("E0010", "files are not overwritten");

/// What the app of the templates is called, and what replaces it.
const PLACEHOLDER: &str = "Starter";
/// Longer names would leave little room in CloudFormation's 128 characters for environment and stack.
const MAX_NAME: usize = 40;
/// So many files that are in the way are named.
const LISTED: usize = 3;

pub fn run(console: &mut Console, arguments: &Init) -> u8 {
    let folder = &arguments.folder;
    let app = app_name(folder);
    let files = project(&app);
    match write(folder, &files) {
        Ok(()) => {
            console.tell(&next_steps(folder, &files));
            exit::DONE
        }
        Err(problem) => {
            let messages = Messages { message_format: MessageFormat::Human, deny: Vec::new() };
            console.report_unplaced(vec![problem], &messages, true)
        }
    }
}

/// The project's files: paths with `/`, and texts.
fn project(app: &str) -> Vec<(String, String)> {
    let renamed = |name: &str| -> Vec<(String, String)> {
        starter_files().map(|(path, text)| (path.replace("dot-", "."), text.replace(PLACEHOLDER, name))).collect()
    };
    let files = renamed(app);
    // A folder may be called like something that the files use, or like a type of the language.
    let world = World::in_memory(files.iter().map(|(path, text)| (path.as_str(), text)));
    let sources = files.iter().filter(|(path, _)| path.ends_with(".bat"));
    let inputs: Vec<_> = sources.filter_map(|(path, _)| world.input(path.as_ref()).ok()).collect();
    match driver::check(&world, &inputs).diagnostics.iter().next() {
        None => files,
        Some(_) => renamed(&format!("{app}App")),
    }
}

/// The app's name: the folder's, as the language writes names of apps.
fn app_name(folder: &Path) -> String {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut app = String::new();
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut chars = word.chars();
        app.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        app.extend(chars);
    }
    if !app.starts_with(|c: char| c.is_ascii_alphabetic()) {
        app.insert_str(0, "App");
    }
    app.truncate(MAX_NAME);
    app
}

/// Writes all files, or none.
fn write(folder: &Path, files: &[(String, String)]) -> Result<(), Diagnostic> {
    let there: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).filter(|p| is_there(&folder.join(p))).collect();
    if !there.is_empty() {
        return Err(not_overwritten(folder, &there));
    }
    let mut made = Made::default();
    for (path, text) in files {
        let file = folder.join(path);
        if let Err(error) = made.file(&file, text) {
            made.undo();
            return Err(match error.kind() {
                ErrorKind::AlreadyExists => not_overwritten(folder, &[path]),
                _ => WriteError::io(&file, &error).into(),
            });
        }
    }
    Ok(())
}

/// Whether there is anything at this path, be it a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// What was made so far, to be taken back when the rest cannot be made.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    fn file(&mut self, path: &Path, text: &str) -> io::Result<()> {
        let parents = path.ancestors().skip(1).take_while(|p| !p.as_os_str().is_empty() && !is_there(p));
        for parent in parents.collect::<Vec<_>>().into_iter().rev() {
            fs::create_dir(parent)?;
            self.folders.push(parent.to_owned());
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        self.files.push(path.to_owned());
        file.write_all(text.as_bytes())
    }

    /// Takes all back; what cannot be removed stays, since the first failure is the one to tell.
    fn undo(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn not_overwritten(folder: &Path, files: &[&str]) -> Diagnostic {
    let mut list = files.iter().take(LISTED).map(|f| format!("`{f}`")).collect::<Vec<_>>().join(", ");
    if files.len() > LISTED {
        list.push_str(&format!(" and {} more", files.len() - LISTED));
    }
    let (is, it) = if files.len() == 1 { ("is", "it is") } else { ("are", "they are") };
    let place = folder.display();
    Diagnostic::unplaced(NOT_OVERWRITTEN, format!("{list} {is} in `{place}` already, and {it} not overwritten"))
        .help("choose a folder of its own: `batc init my-project`")
}

/// What was made, and what to do next.
fn next_steps(folder: &Path, files: &[(String, String)]) -> String {
    let shown = plain_line(&folder.display().to_string()).into_owned();
    let mut text = format!("made a project in {shown}\n");
    for (path, _) in files {
        text.push_str(&format!("  {path}\n"));
    }
    text.push_str("next:\n");
    if shown != "." {
        text.push_str(&format!("  cd {shown}\n"));
    }
    text.push_str("  batc check                                  # is everything right?\n");
    text.push_str("  batc test                                   # is what it builds as it must be?\n");
    text.push_str("  batc build envs/dev.bat                     # writes out/development/\n");
    text.push_str("  cdk deploy --all --app out/development      # deploys it\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_is_called_as_its_folder() {
        for (folder, app) in [
            ("my-shop", "MyShop"),
            ("/no/such/webShop_2", "WebShop2"),
            ("3rd.try", "App3rdTry"),
            ("caf\u{e9}", "Caf"),
            ("\u{65e5}\u{672c}", "App"),
            ("/", "App"),
        ] {
            assert_eq!(app_name(Path::new(folder)), app, "{folder}");
        }
        assert_eq!(app_name(Path::new(&"x".repeat(300))).len(), MAX_NAME);
    }

    #[test]
    fn every_placeholder_is_replaced() {
        for (path, text) in project("Shop") {
            assert!(!text.contains(PLACEHOLDER) && !path.contains("dot-"), "{path}:\n{text}");
        }
    }

    #[test]
    fn a_name_that_the_files_use_gets_another() {
        for (folder, app) in [("files", "FilesApp"), ("FileSettings", "FileSettingsApp"), ("bucket", "Bucket")] {
            let files = project(&app_name(Path::new(folder)));
            let (_, text) = files.iter().find(|(path, _)| path == "app.bat").unwrap();
            assert!(text.contains(&format!("app {app} {{")), "{text}");
        }
    }
}
