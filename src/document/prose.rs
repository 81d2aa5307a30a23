//! `///` texts, which are Markdown, as HTML.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The text as HTML. Markup in it is shown, not obeyed; code that `link` knows leads there; headings become those of
/// level 4 and below.
pub fn to_html(text: &str, link: &dyn Fn(&str) -> Option<String>) -> String {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::Code(code) => match link(&code) {
            Some(href) => {
                Event::InlineHtml(format!("<a href=\"{}\"><code>{}</code></a>", escape(&href), escape(&code)).into())
            }
            None => Event::Code(code),
        },
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: lowered(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lowered(level))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: harmless(dest_url), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: harmless(dest_url), title, id })
        }
        other => other,
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

/// The first sentence, without markup.
pub fn summary(text: &str) -> String {
    let plain = |part: &Part<'_>| match part {
        Part::Text(text) => text.clone(),
        Part::Code(code) => code.to_string(),
    };
    first_sentence(text).iter().map(plain).collect()
}

/// The first sentence as HTML, in which code is marked as such, and nothing else.
pub fn summary_html(text: &str) -> String {
    let marked = |part: &Part<'_>| match part {
        Part::Text(text) => escape(text),
        Part::Code(code) => format!("<code>{}</code>", escape(code)),
    };
    first_sentence(text).iter().map(marked).collect()
}

/// A part of a sentence.
enum Part<'t> {
    Text(String),
    Code(CowStr<'t>),
}

/// Adds text; whether the sentence ends in it.
fn add(parts: &mut Vec<Part<'_>>, text: &str) -> bool {
    if !matches!(parts.last(), Some(Part::Text(_))) {
        parts.push(Part::Text(String::new()));
    }
    let Some(Part::Text(last)) = parts.last_mut() else { return false };
    last.push_str(text);
    let end = last.find(". ");
    last.truncate(end.unwrap_or(last.len()));
    end.is_some()
}

/// The parts of the first sentence, which a full stop within code does not end.
fn first_sentence(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for event in Parser::new(text) {
        let is_over = match event {
            Event::Text(part) => add(&mut parts, &part),
            Event::SoftBreak | Event::HardBreak => add(&mut parts, " "),
            Event::Code(code) => {
                parts.push(Part::Code(code));
                false
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => true,
            _ => false,
        };
        if is_over {
            break;
        }
    }
    if let Some(Part::Text(last)) = parts.last_mut() {
        last.truncate(last.trim_end_matches('.').len());
    }
    parts
}

/// Text as HTML shows it.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

fn lowered(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H4,
        HeadingLevel::H2 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// A link that runs nothing.
fn harmless(url: CowStr<'_>) -> CowStr<'_> {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        None | Some("http" | "https" | "mailto") => url,
        Some(other) if other.contains(['/', '#', '?']) => url,
        Some(_) => "#".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_within_code_ends_no_sentence() {
        let text = "Takes `a. b` or\n`{ c: <d> }`, & *more*. And so on.\n\nNot this.";
        assert_eq!(summary(text), "Takes a. b or { c: <d> }, & more");
        assert_eq!(summary_html(text), "Takes <code>a. b</code> or <code>{ c: &lt;d&gt; }</code>, &amp; more");
        assert_eq!(summary("One only."), "One only");
    }
}
