//! The evaluating thread: builds environments on copies of the texts, while the analysis thread goes on.
//!
//! It has a session for each project (types are not shared between threads), so that it parses, checks and evaluates again only
//! what an edit can be seen from.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::analysis::Event;
use super::commands::{self, Command};
use super::log::Log;
use super::project::Snapshot;
use super::report::{Placed, placed};
use super::transport::Outgoing;
use crate::driver::{BuildOptions, Session};
use crate::evaluate::Stop;
use crate::ide::values::Values;

/// What the thread is asked for.
pub enum Job {
    /// The diagnostics of a project's environments.
    Evaluate(Evaluate),
    /// What a command or a request asks for.
    Command(Command),
    /// A project is closed: what is kept of it is dropped.
    Close(String),
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
    /// Says that something has changed since.
    pub stop: Stop,
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
    let mut sessions: BTreeMap<String, Session> = BTreeMap::new();
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
        let job = match waiting.pop() {
            Some(Job::Evaluate(job)) => job,
            Some(Job::Close(project)) => {
                sessions.remove(&project);
                waiting.retain(|other| !matches!(other, Job::Evaluate(other) if other.project == project));
                continue;
            }
            Some(Job::Command(_)) | None => continue,
        };
        waiting.retain(|other| !matches!(other, Job::Evaluate(other) if other.project == job.project));
        let begin = std::time::Instant::now();
        // After a panic the next evaluation begins anew.
        let mut session = sessions.remove(&job.project).unwrap_or_default();
        let (project, before) = (job.project.clone(), session.evaluations());
        let evaluated = catch_unwind(AssertUnwindSafe(|| {
            let evaluated = evaluate(&mut session, job);
            (session, evaluated)
        }));
        let mut count = 0;
        let evaluated = evaluated.map(|(session, evaluated)| {
            count = session.evaluations() - before;
            sessions.insert(project, session);
            evaluated
        });
        log.note(|| {
            let what = match &evaluated {
                Ok(None) => "stopped evaluating".to_owned(),
                _ => format!("evaluated {count} environments"),
            };
            format!("{what} in {:.3} ms", begin.elapsed().as_secs_f64() * 1000.0)
        });
        match evaluated {
            Ok(None) => {}
            Ok(Some(evaluated)) => {
                if events.send(Event::Evaluated(evaluated)).is_err() {
                    return;
                }
            }
            Err(_) => log.note(|| "a bug in batc, in evaluating".to_owned()),
        }
    }
}

/// Evaluates; `None` when that is out of date by now.
fn evaluate(session: &mut Session, job: Evaluate) -> Option<Evaluated> {
    let Evaluate { project, generation, snapshot, environment, stop } = job;
    let options = BuildOptions { env: environment, named: true, ..BuildOptions::default() };
    *session.world_mut() = snapshot.world;
    let outcome = session.build(&snapshot.inputs, &options, &stop)?;
    let sources = session.sources();
    let list = outcome.diagnostics.into_sorted(sources);
    let values = Values::new(sources, outcome.named);
    Some(Evaluated { project, generation, diagnostics: placed(sources, &list), values })
}
