//! Ctrl-C while output is written.
//!
//! Until then the system's own way of ending the program is right. While files are written, the first Ctrl-C is only
//! noted, so that the unfinished folder is removed before the program ends; the second ends it at once.

use std::sync::atomic::{AtomicBool, Ordering};

use super::exit;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Begins to note Ctrl-C and the signals to end; the flag says whether there was one.
pub fn watch() -> &'static AtomicBool {
    // Without a handler the output is still never half-written, an unfinished folder may only be left for later.
    let _ = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(exit::INTERRUPTED));
        }
    });
    &INTERRUPTED
}

/// Whether there was one.
pub fn happened() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn the_first_signal_is_noted_and_the_program_goes_on() {
        let flag = watch();
        let sent = std::process::Command::new("kill").args(["-INT", &std::process::id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()));
        let begin = Instant::now();
        while !flag.load(Ordering::Relaxed) && begin.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(happened());
    }
}
