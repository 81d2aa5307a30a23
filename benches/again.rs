//! How long a check takes after an edit: types a name into a project's file, character by character.
//!
//! usage: again FILE PATTERN [INPUT…]
//!
//! The characters are typed after the first place where PATTERN stands in FILE; FILE and the inputs are checked each time.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use batc::check::Wanted;
use batc::driver::Session;
use batc::world::World;

const TYPED: &str = "retention_of_logs_in_days";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, pattern, others @ ..] = &arguments[..] else {
        eprintln!("usage: again FILE PATTERN [INPUT…]");
        return ExitCode::FAILURE;
    };
    match measure(Path::new(file), pattern, others) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn measure(file: &Path, pattern: &str, others: &[String]) -> Result<(), String> {
    let world = World::open(file).map_err(|_| format!("cannot open {}", file.display()))?;
    let inputs: Vec<_> = [file.to_path_buf()].into_iter().chain(others.iter().map(Into::into)).collect();
    let (inputs, _) = world.inputs(&inputs);
    let edited = inputs.first().ok_or("no inputs")?.clone();
    let text = world.read(&edited).map_err(|_| "cannot read the file")?.to_string();
    let at = text.find(pattern).ok_or("the pattern does not stand in the file")? + pattern.len();
    let mut session = Session::new(world);
    let now = Instant::now();
    session.check(&inputs, Wanted::Nothing);
    let first = now.elapsed();
    let mut times = Vec::new();
    for _ in 0..4 {
        for end in 1..=TYPED.len() {
            let typed = format!("{}{}{}", &text[..at], &TYPED[..end], &text[at..]);
            session.world_mut().overlay(&edited, &typed);
            let now = Instant::now();
            session.check(&inputs, Wanted::Nothing);
            times.push(now.elapsed());
        }
    }
    times.sort();
    let shown = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    println!(
        "first {}, then median {}, 95 % {}, most {}",
        shown(first),
        shown(times[times.len() / 2]),
        shown(times[times.len() * 95 / 100]),
        shown(times[times.len() - 1])
    );
    Ok(())
}
