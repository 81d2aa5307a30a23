//! `batc build`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use super::args::{Build, Format};
use super::console::{self, Console};
use super::{exit, inputs, interrupt};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::plain_line;
use crate::driver::{self, BuildOptions, BuildOutcome};
use crate::emit::{self, Assembly, StackOutput, Written, WrittenStack};
use crate::plan::limits::MAX_DIRECT_TEMPLATE;

pub fn run(console: &mut Console, arguments: &Build) -> u8 {
    let begin = Instant::now();
    let messages = &arguments.messages;
    let out_is_taken = arguments.stack.is_some();
    let inputs = match inputs::open(&arguments.files, false) {
        Ok(inputs) => inputs,
        Err(problems) => return console.report_unplaced(problems, messages, out_is_taken),
    };
    let options = BuildOptions {
        env: arguments.env.clone(),
        references: arguments.references.map(Into::into),
        source_map: arguments.source_map,
        named: false,
    };
    let outcome = driver::build(&inputs.world, &inputs.files, &options);
    let BuildOutcome { sources, diagnostics, assemblies, notes, .. } = outcome;
    let code = console.report(&sources, diagnostics, messages, &inputs.paths, out_is_taken);
    if code != exit::DONE {
        return code;
    }
    if let Some(name) = &arguments.stack {
        return match find_stack(&assemblies, name) {
            Ok(stack) => print_stack(console, stack, arguments.format),
            Err(problem) => console.report_unplaced(vec![problem], messages, true),
        };
    }
    let interrupted = interrupt::watch();
    match emit::write(&assemblies, &inputs.world, &arguments.out, arguments.format.into(), interrupted) {
        Ok(written) => {
            console.tell(&summary(&written, &notes, begin.elapsed()));
            exit::DONE
        }
        Err(error) if interrupt::happened() => {
            console.tell(&format!("{}\n", error.message));
            exit::INTERRUPTED
        }
        Err(error) => console.report_unplaced(vec![error.into()], messages, false),
    }
}

/// The one stack that is called `name`, by its name in the app or in CloudFormation.
fn find_stack<'a>(assemblies: &'a [Assembly], name: &str) -> Result<&'a StackOutput, Diagnostic> {
    let all = || assemblies.iter().flat_map(|a| a.stacks.iter().map(move |stack| (a, stack)));
    let mut found = all().filter(|(_, stack)| stack.name == name || stack.stack_name == name);
    match (found.next(), found.next()) {
        (Some((_, stack)), None) => Ok(stack),
        (None, _) => {
            let mut names: Vec<&str> = all().map(|(_, stack)| stack.name.as_str()).collect();
            names.dedup();
            Err(driver::unknown_stack(name, &names))
        }
        (Some((one, _)), Some((other, _))) => Err(driver::ambiguous_stack(name, &one.env_name, &other.env_name)),
    }
}

fn print_stack(console: &mut Console, stack: &StackOutput, format: Format) -> u8 {
    let text = match format {
        Format::Json => String::from_utf8_lossy(&stack.template).into_owned(),
        Format::Yaml => match emit::to_yaml(&stack.template) {
            Ok(text) => text,
            Err(error) => {
                console.tell(&format!("error[{}]: {error}\n", emit::CANNOT_WRITE.id));
                return exit::USAGE;
            }
        },
    };
    let mut bytes = crate::diagnostics::render::plain_json_text(&text).into_owned().into_bytes();
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    console::finish(exit::DONE, console.print(&bytes))
}

/// What was built, in the order in which it is deployed.
fn summary(written: &[Written], notes: &[String], took: Duration) -> String {
    let mut text = String::new();
    for environment in written {
        let _ = writeln!(text, "{}: {}", environment.env_name, show(&environment.folder));
        let width = |of: fn(&WrittenStack) -> usize| environment.stacks.iter().map(of).max().unwrap_or(0);
        let name_width = width(|s| s.name.chars().count());
        let stack_width = width(|s| s.stack_name.chars().count());
        let place_width = environment.stacks.len().to_string().len();
        for (at, stack) in environment.stacks.iter().enumerate() {
            let plural = if stack.resource_count == 1 { " " } else { "s" };
            let way = if stack.bytes > MAX_DIRECT_TEMPLATE { ", by a bucket" } else { "" };
            let _ = writeln!(
                text,
                "  {:>place_width$}. {:name_width$}  {:stack_width$}  {:>4} resource{plural}  {:>9} bytes{way}",
                at + 1,
                plain_line(&stack.name),
                plain_line(&stack.stack_name),
                stack.resource_count,
                grouped(stack.bytes),
            );
        }
    }
    for note in notes {
        let _ = writeln!(text, "note: {}", plain_line(note));
    }
    let plural = if written.len() == 1 { "" } else { "s" };
    let _ = writeln!(text, "built {} environment{plural} in {} ms", written.len(), took.as_millis());
    text
}

fn show(path: &Path) -> String {
    plain_line(&path.display().to_string()).into_owned()
}

/// A number with commas between groups of three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stack(name: &str, resource_count: usize, bytes: usize) -> WrittenStack {
        WrittenStack { name: name.to_owned(), stack_name: format!("app-{name}"), resource_count, bytes }
    }

    #[test]
    fn the_summary_lists_stacks_in_deploy_order() {
        let written = Written {
            env_name: "production".to_owned(),
            folder: Path::new("out/production").to_owned(),
            stacks: vec![stack("Network", 58, 41_204), stack("Web", 1, 1_234_567)],
        };
        let notes = ["`unchecked` is used once".to_owned()];
        insta::assert_snapshot!(summary(&[written], &notes, Duration::from_millis(12)));
    }

    #[test]
    fn a_stack_is_found_by_either_name() {
        let named = |name: &str| StackOutput {
            name: name.to_owned(),
            stack_name: format!("prod-{name}"),
            ..StackOutput::default()
        };
        let assembly = |env: &str| Assembly { env_name: env.to_owned(), stacks: vec![named("Network"), named("Web")] };
        let one = [assembly("production")];
        assert_eq!(find_stack(&one, "Web").unwrap().name, "Web");
        assert_eq!(find_stack(&one, "prod-Network").unwrap().name, "Network");
        assert_eq!(find_stack(&one, "Wep").unwrap_err().help.as_deref(), Some("did you mean `Web`?"));
        let two = [assembly("production"), assembly("staging")];
        assert!(find_stack(&two, "Web").unwrap_err().message.contains("both"));
    }
}
