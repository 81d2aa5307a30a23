//! The string table of a new pack: texts numbered by how often they occur, so that frequent
//! names take one byte.

use std::cell::RefCell;
use std::collections::HashMap;

thread_local! {
    static TABLE: RefCell<Table> = RefCell::new(Table::default());
}

#[derive(Default)]
struct Table {
    numbers: HashMap<String, u32>,
    counts: Vec<u32>,
}

/// The number of a text while something is serialised; texts are numbered as they come until
/// [`freeze`] orders them.
pub fn number(text: &str) -> u32 {
    TABLE.with_borrow_mut(|table| {
        if let Some(&number) = table.numbers.get(text) {
            table.counts[number as usize] += 1;
            return number;
        }
        let number = table.counts.len() as u32;
        table.numbers.insert(text.to_owned(), number);
        table.counts.push(1);
        number
    })
}

/// Forgets all texts.
pub fn reset() {
    TABLE.with_borrow_mut(|table| *table = Table::default());
}

/// Numbers the texts counted so far anew, the most frequent first, and returns them in that order.
/// What is serialised from now on has these numbers.
pub fn freeze() -> Vec<String> {
    TABLE.with_borrow_mut(|table| {
        let mut texts: Vec<(String, u32)> =
            table.numbers.drain().map(|(text, number)| (text, table.counts[number as usize])).collect();
        texts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        table.counts = texts.iter().map(|(_, count)| *count).collect();
        let texts: Vec<String> = texts.into_iter().map(|(text, _)| text).collect();
        table.numbers = (0..).zip(&texts).map(|(n, t)| (t.clone(), n)).collect();
        texts
    })
}
