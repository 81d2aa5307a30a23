//! What the server notes about its work, for those who look for a mistake in it.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Notes, each with the milliseconds since the beginning; nowhere, unless a file was named.
#[derive(Clone)]
pub struct Log {
    file: Option<Arc<Mutex<File>>>,
    begin: Instant,
}

impl Log {
    /// Notes go to this file, which is emptied.
    pub fn to(path: Option<&Path>) -> io::Result<Log> {
        let file = path.map(File::create).transpose()?;
        Ok(Log { file: file.map(|file| Arc::new(Mutex::new(file))), begin: Instant::now() })
    }

    /// Notes a line.
    pub fn note(&self, line: impl FnOnce() -> String) {
        if let Some(file) = &self.file
            && let Ok(mut file) = file.lock()
        {
            // A full disk is no reason to stop.
            let _ = writeln!(file, "{:9.3} {}", self.begin.elapsed().as_secs_f64() * 1000.0, line());
        }
    }
}
