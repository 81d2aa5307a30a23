//! Properties of programs and texts that nobody has written.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::formatted;
use crate::generate::{Generator, Style};
use crate::mangle::{Random, cut, other_spaces, with_comments, with_line_ends};

/// Programs without syntax errors.
fn programs(style: Style, bytes: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(any::<u8>(), 0..bytes).prop_map(move |choices| Generator::new(&choices).program(style))
}

/// The same programs each time, so that a change is to blame when one fails; PROPTEST_RNG_SEED and PROPTEST_CASES look
/// further.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let rng_seed = if std::env::var_os("PROPTEST_RNG_SEED").is_some() { usual.rng_seed } else { RngSeed::Fixed(1) };
    ProptestConfig { rng_seed, failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn generated_programs_can_be_formatted(text in programs(Style::Plain, 600)) {
        // A few programs have syntax errors, such as a line that looks like a statement's head; too many would fail.
        prop_assume!(!formatted(&text).is_partial);
    }

    #[test]
    fn white_space_makes_no_difference(text in programs(Style::Plain, 400), seed in any::<u64>()) {
        let mangled = other_spaces(&cut(&text), &mut Random(seed));
        prop_assume!(!formatted(&text).is_partial);
        prop_assert_eq!(formatted(&mangled).text.replace('\r', ""), formatted(&text).text, "{}", mangled);
    }

    #[test]
    fn comments_stay(text in programs(Style::Commented, 400), seed in any::<u64>()) {
        let mangled = with_comments(&cut(&text), &mut Random(seed));
        prop_assume!(!formatted(&text).is_partial);
        prop_assert!(!formatted(&mangled).is_partial, "{mangled}");
    }

    #[test]
    fn lines_can_end_anywhere(text in programs(Style::Plain, 400), seed in any::<u64>()) {
        formatted(&with_line_ends(&cut(&text), &mut Random(seed)));
    }

    #[test]
    fn names_can_be_words_of_the_language(text in programs(Style::Joined, 600), seed in any::<u64>()) {
        formatted(&text);
        formatted(&with_line_ends(&cut(&text), &mut Random(seed)));
    }

    #[test]
    fn any_text_can_be_formatted(text in "(?s).{0,200}") {
        formatted(&text);
    }

    /// What people type on the way to a program.
    #[test]
    fn torn_programs_can_be_formatted(text in torn_programs()) {
        formatted(&text);
    }
}

fn torn_programs() -> impl Strategy<Value = String> {
    let cut = (any::<prop::sample::Index>(), 0usize..12, "[ \n{}()\\[\\]\"$,:=a.#;/@|?<>0-9]{0,3}");
    (programs(Style::Plain, 300), prop::collection::vec(cut, 1..4)).prop_map(|(mut text, cuts)| {
        for (at, removed, inserted) in cuts {
            let place = |at: usize| (at.min(text.len())..).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            let start = place(at.index(text.len() + 1));
            let end = place(start + removed);
            text.replace_range(start..end, &inserted);
        }
        text
    })
}
