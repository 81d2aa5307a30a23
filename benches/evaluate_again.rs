//! How long a build in a session takes after an edit, as an editor's server makes it: writes NEW in the place of the first OLD in a
//! project's file, and OLD again, in turns.
//!
//! usage: evaluate_again FILE OLD NEW [INPUT…]
//!
//! FILE and the inputs are built each time, with what names stand for.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use batc::driver::{self, BuildOptions, Session};
use batc::evaluate::Stop;
use batc::world::World;

const TURNS: usize = 60;

/// The processor time of the process so far, in hundredths of a second; nothing where that cannot be told.
fn processor_time() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, old, new, others @ ..] = &arguments[..] else {
        eprintln!("usage: evaluate_again FILE OLD NEW [INPUT…]");
        return ExitCode::FAILURE;
    };
    match measure(Path::new(file), (old, new), others) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn measure(file: &Path, (old, new): (&str, &str), others: &[String]) -> Result<(), String> {
    let world = World::open(file).map_err(|_| format!("cannot open {}", file.display()))?;
    let inputs: Vec<_> = [file.to_path_buf()].into_iter().chain(others.iter().map(Into::into)).collect();
    let (inputs, _) = world.inputs(&inputs);
    let edited = inputs.first().ok_or("no inputs")?.clone();
    let text = world.read(&edited).map_err(|_| "cannot read the file")?.to_string();
    if !text.contains(old) {
        return Err("OLD does not stand in the file".to_owned());
    }
    let texts = [text.replacen(old, new, 1), text];
    let options = BuildOptions { named: true, ..BuildOptions::default() };
    let mut session = Session::new(world);
    let now = Instant::now();
    session.build(&inputs, &options, &Stop::default());
    let first = now.elapsed();
    let (mut fresh, mut again) = (Vec::new(), Vec::new());
    let before = session.evaluations();
    let (mut busy_again, mut busy_fresh) = (0, 0);
    for turn in 0..TURNS {
        session.world_mut().overlay(&edited, &texts[turn % 2]);
        let (now, busy) = (Instant::now(), processor_time());
        let built = session.build(&inputs, &options, &Stop::default());
        again.push(now.elapsed());
        busy_again += processor_time() - busy;
        if built.is_none_or(|built| built.assemblies.is_empty()) {
            return Err("there are mistakes in it".to_owned());
        }
        let (now, busy) = (Instant::now(), processor_time());
        let built = driver::build(session.world(), &inputs, &options);
        fresh.push(now.elapsed());
        busy_fresh += processor_time() - busy;
        drop(built);
    }
    let shown = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    let times = |mut times: Vec<Duration>| {
        times.sort();
        format!("median {}, 95 % {}", shown(times[times.len() / 2]), shown(times[times.len() * 95 / 100]))
    };
    let each = |sum: f64| sum / TURNS as f64;
    println!(
        "first {}; then {}, on average {:.1} ms of processor time; {:.1} environments evaluated each time; a fresh build {}, {:.1} ms",
        shown(first),
        times(again),
        each(busy_again as f64 * 10.0),
        each((session.evaluations() - before) as f64),
        times(fresh),
        each(busy_fresh as f64 * 10.0),
    );
    Ok(())
}
