//! Work on several processors.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` makes of each item, in the items' order; on as many threads as the machine has processors, one of which is the caller's.
/// A panic in one goes on in the caller.
pub(super) fn map<T: Sync, R: Send>(items: &[T], work: &(impl Fn(&T) -> R + Sync)) -> Vec<R> {
    let done: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let run = || {
        while let Some((item, place)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            items.get(at).zip(done.get(at))
        } {
            let result = work(item);
            if let Ok(mut place) = place.lock() {
                *place = Some(result);
            }
        }
    };
    let most = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    thread::scope(|scope| {
        // Where no thread can be had, the caller does it all.
        let helpers: Vec<_> = (1..most).map_while(|_| thread::Builder::new().spawn_scoped(scope, run).ok()).collect();
        run();
        for helper in helpers {
            helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
    done.into_iter().filter_map(|place| place.into_inner().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        assert_eq!(map(&items, &|i| i * 2), (0..200).step_by(2).collect::<Vec<_>>());
        assert!(map::<usize, usize>(&[], &|i| *i).is_empty());
    }

    #[test]
    #[should_panic(expected = "three")]
    fn a_panic_is_the_callers() {
        map(&[1, 2, 3], &|i| assert!(*i != 3, "three"));
    }
}
