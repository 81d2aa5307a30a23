//! The command line's grammar and its help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::diagnostics::render;
use crate::{driver, emit};

/// A compiler for .bat, a small declarative language for AWS infrastructure: checks it, and writes CloudFormation
#[derive(Debug, Parser)]
#[command(name = "batc", version, disable_help_subcommand = true)]
#[command(max_term_width = 100)]
#[command(after_help = "\
Examples:
  batc init my-project             begin a project
  batc build envs/prod.bat         compile an environment to out/production/
  batc check .                     check all files of a folder, libraries too
  batc test                        run the tests of all files below this folder
  batc fmt                         format all files below this folder
  batc explain E0101               what an error means, with an example mended
  cdk deploy --all --app out/production

Exit codes:
  0  done   1  errors in the sources   2  wrong usage, unreadable input, unwritable output
  3  a bug in batc   130  interrupted")]
pub struct Arguments {
    /// When to colour; auto goes by the terminal and NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compile environments to CloudFormation templates and a cloud assembly
    Build(Build),
    /// Check files and folders without writing anything
    Check(Check),
    /// Make a new project: an app with one stack, its settings, and two environments
    #[command(after_help = "Examples:\n  batc init my-project\n  batc init              in this folder")]
    Init(Init),
    /// Write reference documentation: Markdown, and a site with search
    Doc(Doc),
    /// Run the tests of files and folders against what their environments compile to
    Test(Test),
    /// Serve an editor: the Language Server Protocol on standard input and output
    Lsp(Lsp),
    /// Format files, all in one style
    Fmt(Fmt),
    /// Tell what an error or warning means, and how to mend it
    #[command(after_help = "Examples:\n  batc explain E0101\n  batc explain           all codes")]
    Explain {
        /// A code such as E0101; all codes are listed without one
        code: Option<String>,
    },
    /// Print a completion script for a shell
    #[command(after_help = "Examples:\n  batc completions bash > ~/.local/share/bash-completion/completions/batc
  batc completions zsh > ~/.zfunc/_batc")]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
}

/// `batc build`
#[derive(Debug, Args)]
#[command(after_help = "\
Writes out/<env>/ for each environment of the files that is not abstract: a template per stack,
and manifest.json, a cloud assembly that the CDK's client reads. The folder is replaced as a
whole, and nothing is written when there is an error.

Examples:
  batc build envs/prod.bat
  batc build envs/*.bat --out dist
  batc build envs/all.bat --env staging --format yaml
  batc build envs/prod.bat --stack Network | less
  cdk diff --app out/production")]
pub struct Build {
    /// Files that declare environments
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Build only this environment
    #[arg(long, value_name = "NAME")]
    pub env: Option<String>,

    /// Write below this folder
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,

    /// The templates' format; with yaml, JSON is written too, for the cloud assembly
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// How one stack refers to another's values, instead of what the app chooses
    #[arg(long, value_enum, value_name = "STRENGTH")]
    pub references: Option<References>,

    /// Print this stack's template to standard output, and write nothing
    #[arg(long, value_name = "NAME")]
    pub stack: Option<String>,

    /// Write each resource's place in the sources into its metadata
    #[arg(long)]
    pub source_map: bool,

    #[command(flatten)]
    pub messages: Messages,
}

/// `batc check`
#[derive(Debug, Args)]
#[command(after_help = "\
Checks every declaration, used or not, also in libraries that no environment uses.

Examples:
  batc check
  batc check stacks/ lib/buckets.bat
  batc check --message-format github -D warnings")]
pub struct Check {
    /// Files, and folders whose .bat files are meant
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub messages: Messages,
}

/// `batc init`
#[derive(Debug, Args)]
pub struct Init {
    /// Where; the folder is made, and the app is called after it. Nothing that is there is overwritten
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub folder: PathBuf,
}

/// `batc doc`
#[derive(Debug, Args)]
#[command(after_help = "\
Documents every declaration, with its types, and what it imports, from the comments that begin
with ///, which are Markdown. Writes a site that needs no server, and markdown/ beside it.

Examples:
  batc doc                         this project, and what it uses of the library
  batc doc std                     the standard library
  batc doc stacks/ --out site")]
pub struct Doc {
    /// Files, and folders whose .bat files are meant; `std` or `std.network` for the standard library
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// Write this folder; it is replaced as a whole
    #[arg(long, value_name = "DIR", default_value = "out/doc")]
    pub out: PathBuf,

    #[command(flatten)]
    pub messages: Messages,
}

/// `batc test`
#[derive(Debug, Args)]
#[command(after_help = "\
Runs each test for every environment that it names, each of which is built once, and writes
nothing. A failure shows what was found beside what was expected.

Examples:
  batc test
  batc test envs/ examples/batbern/tests/
  batc test --filter should_enforceTLS
  batc test --message-format junit > tests.xml")]
pub struct Test {
    /// Files, and folders whose .bat files are meant
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// Run only the tests with this text in their names
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,

    /// How results are written: human and short to standard error, the others to standard output
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub message_format: TestFormat,

    /// Make errors of all warnings
    #[arg(short = 'D', long = "deny", value_enum, value_name = "WHAT")]
    pub deny: Vec<Deny>,
}

/// `batc lsp`
#[derive(Debug, Args)]
#[command(after_help = "\
Editors start it by themselves; docs/reference/editor.md says what it can do and how each editor is
told of it. It ends with 0 after `shutdown` and `exit`, and with 1 when it was left otherwise.")]
pub struct Lsp {
    /// Accepted and ignored, since some editors pass it: nothing else is spoken
    #[arg(long)]
    pub stdio: bool,

    /// Note each message and how long it took in this file
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

/// `batc fmt`
#[derive(Debug, Args)]
#[command(after_help = "\
Only white space, commas and line ends change: what a file means and its comments stay, which is
checked each time. What has syntax errors stays as it is, and all around it is formatted. The only
choice is the width of lines, in the project's batc.toml: `[fmt]` with `width = 100`; 120 without.

Examples:
  batc fmt
  batc fmt stacks/ envs/prod.bat
  batc fmt --check                 what would change, for pipelines; exit code 1 when something would
  batc fmt - < draft.bat           standard input to standard output, as editors want it")]
pub struct Fmt {
    /// Files, and folders whose .bat files are meant; `-` for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// Write nothing, and print what would change
    #[arg(long)]
    pub check: bool,

    /// Formats standard input, which belongs there: its project decides the width, and messages name it
    #[arg(long, value_name = "PATH")]
    pub stdin_filepath: Option<PathBuf>,
}

/// How the results of tests are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// Reports with the source around each place, and a line for each test
    #[default]
    Human,
    /// The same with a line for each report
    Short,
    /// A JSON object a line
    Json,
    /// JUnit's XML
    Junit,
}

/// How messages are written.
#[derive(Debug, Args)]
pub struct Messages {
    /// How errors and warnings are written: human and short to standard error, the others to standard output
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub message_format: MessageFormat,

    /// Make errors of all warnings
    #[arg(short = 'D', long = "deny", value_enum, value_name = "WHAT")]
    pub deny: Vec<Deny>,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The templates' format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Json,
    Yaml,
}

impl From<Format> for emit::TemplateFormat {
    fn from(format: Format) -> emit::TemplateFormat {
        match format {
            Format::Json => emit::TemplateFormat::Json,
            Format::Yaml => emit::TemplateFormat::Yaml,
        }
    }
}

/// How one stack refers to another's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum References {
    /// Exports and imports, which CloudFormation protects
    Strong,
    /// Reads the other stack's outputs when deploying
    Weak,
    /// Weak, and keeps the exports: the step between the two
    Both,
}

impl From<References> for driver::References {
    fn from(references: References) -> driver::References {
        match references {
            References::Strong => driver::References::Strong,
            References::Weak => driver::References::Weak,
            References::Both => driver::References::Both,
        }
    }
}

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// Reports with the source around each place
    #[default]
    Human,
    /// A line each
    Short,
    /// A JSON object a line
    Json,
    /// A SARIF 2.1.0 document
    Sarif,
    /// Annotations for GitHub's workflows
    Github,
}

impl From<MessageFormat> for render::MessageFormat {
    fn from(format: MessageFormat) -> render::MessageFormat {
        match format {
            MessageFormat::Human => render::MessageFormat::Human,
            MessageFormat::Short => render::MessageFormat::Short,
            MessageFormat::Json => render::MessageFormat::Json,
            MessageFormat::Sarif => render::MessageFormat::Sarif,
            MessageFormat::Github => render::MessageFormat::Github,
        }
    }
}

/// What to make errors of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    Warnings,
}
