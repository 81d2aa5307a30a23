//! The evaluating thread: builds whole environments on copies of the texts, while the analysis thread goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::analysis::Event;
use super::commands::{self, Command};
use super::log::Log;
use super::project::Snapshot;
use super::report::{Placed, placed};
use super::transport::Outgoing;
use crate::driver::{self, BuildOptions};
use crate::ide::values::Values;

/// What the thread is asked for.
pub enum Job {
    /// The diagnostics of a project's environments.
    Evaluate(Evaluate),
    /// What a command or a request asks for.
    Command(Command),
}

/// A project whose environments are to be evaluated.
pub struct Evaluate {
    /// The project's key.
    pub project: String,
    /// The number of the state that was checked; a result of an older one is dropped.
    pub generation: u64,
    /// The project.
    pub snapshot: Snapshot,
    /// The environment to evaluate; all without one.
    pub environment: Option<String>,
}

/// What evaluating found.
pub struct Evaluated {
    /// The project's key.
    pub project: String,
    /// The number of the state that was evaluated.
    pub generation: u64,
    /// The mistakes and warnings.
    pub diagnostics: Vec<Placed>,
    /// What names stand for.
    pub values: Values,
}

/// Begins the thread. It ends when the sender is dropped.
pub fn begin(out: Sender<Outgoing>, events: Sender<Event>, log: Log) -> Sender<Job> {
    let (jobs, inbox) = mpsc::channel();
    let work = move || run(&inbox, &out, &events, &log);
    // Without the thread nothing is evaluated, and commands are not answered; the rest works.
    let _ = thread::Builder::new().name("evaluation".to_owned()).stack_size(16 << 20).spawn(work);
    jobs
}

fn run(inbox: &Receiver<Job>, out: &Sender<Outgoing>, events: &Sender<Event>, log: &Log) {
    let mut waiting: Vec<Job> = Vec::new();
    loop {
        match waiting.is_empty() {
            true => match inbox.recv() {
                Ok(job) => waiting.push(job),
                Err(_) => return,
            },
            false => waiting.extend(inbox.try_iter()),
        }
        waiting.extend(inbox.try_iter());
        // What someone waits for goes first, then the newest state of each project.
        if let Some(at) = waiting.iter().position(|job| matches!(job, Job::Command(_))) {
            if let Job::Command(command) = waiting.remove(at) {
                commands::run(command, out, log);
            }
            continue;
        }
        let Some(Job::Evaluate(job)) = waiting.pop() else { continue };
        waiting.retain(|other| !matches!(other, Job::Evaluate(other) if other.project == job.project));
        let begin = std::time::Instant::now();
        let evaluated = catch_unwind(AssertUnwindSafe(|| evaluate(job)));
        log.note(|| format!("evaluated in {:.3} ms", begin.elapsed().as_secs_f64() * 1000.0));
        match evaluated {
            Ok(evaluated) => {
                if events.send(Event::Evaluated(evaluated)).is_err() {
                    return;
                }
            }
            Err(_) => log.note(|| "a bug in batc, in evaluating".to_owned()),
        }
    }
}

fn evaluate(job: Evaluate) -> Evaluated {
    let Evaluate { project, generation, snapshot, environment } = job;
    let options = BuildOptions { env: environment, named: true, ..BuildOptions::default() };
    let outcome = driver::build(&snapshot.world, &snapshot.inputs, &options);
    let list = outcome.diagnostics.into_sorted(&outcome.sources);
    let values = Values::new(&outcome.sources, outcome.named);
    Evaluated { project, generation, diagnostics: placed(&outcome.sources, &list), values }
}
