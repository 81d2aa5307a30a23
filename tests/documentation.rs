//! What `batc doc` writes: the pages of a library that has everything, and that no link is broken.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use batc::document;
use batc::driver;
use batc::world::{FilePath, World, std_modules};
use pulldown_cmark::{Event, Parser, Tag};

/// The pages, by path.
fn pages(world: &World, inputs: &[FilePath]) -> BTreeMap<String, String> {
    let outcome = driver::outline(world, inputs);
    let found = support::list(&outcome.sources, &outcome.diagnostics);
    assert!(!outcome.diagnostics.has_errors(), "{found}");
    let files = document::files(&outcome.outline, "Reference");
    let count = files.len();
    let pages: BTreeMap<String, String> = files.into_iter().map(|f| (f.path, f.text)).collect();
    assert_eq!(pages.len(), count, "a path is there twice");
    pages
}

/// All of the standard library.
fn library() -> BTreeMap<String, String> {
    let world = World::default();
    let inputs: Vec<FilePath> = std_modules().map(|name| world.std_module(name).unwrap()).collect();
    pages(&world, &inputs)
}

/// The values of an attribute in a page's markup.
fn attribute<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let opening = format!(" {name}=\"");
    page.split(&*opening).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The places of a page of Markdown, as viewers name them: what comes again is numbered.
fn headings(page: &str) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for line in page.lines().filter(|line| line.starts_with("## ")) {
        let kept = line[3..].chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let slug: String = kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
        let numbered = (1..).map(|n| format!("{slug}-{n}"));
        places.insert(std::iter::once(slug.clone()).chain(numbered).find(|s| !places.contains(s)).unwrap());
    }
    places
}

/// The links of a page of Markdown, also those in HTML within it.
fn markdown_links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::InlineHtml(html) | Event::Html(html) => {
                links.extend(attribute(&html, "href").into_iter().map(str::to_owned));
            }
            _ => {}
        }
    }
    links
}

/// The links that lead nowhere.
fn broken(pages: &BTreeMap<String, String>) -> Vec<String> {
    let mut broken = Vec::new();
    let mut count = 0;
    for (path, page) in pages {
        let (folder, links) = match path.rsplit_once('.') {
            Some((_, "html")) => {
                let links = [attribute(page, "href"), attribute(page, "src")].concat();
                ("", links.into_iter().map(str::to_owned).collect())
            }
            Some((_, "md")) => ("markdown/", markdown_links(page)),
            Some((_, "js")) if path.starts_with("search-index") => {
                let script = page.strip_prefix("window.batcIndex = [\n").unwrap().strip_suffix("];\n").unwrap();
                for line in script.lines() {
                    let entry: [String; 5] = serde_json::from_str(line.trim_end_matches(',')).unwrap();
                    count += 1;
                    check(pages, path, "", &entry[3], &mut broken);
                }
                continue;
            }
            _ => continue,
        };
        for link in links {
            count += 1;
            check(pages, path, folder, &link, &mut broken);
        }
    }
    assert!(count > 20, "only {count} links were found");
    broken
}

fn check(pages: &BTreeMap<String, String>, path: &str, folder: &str, link: &str, broken: &mut Vec<String>) {
    if link.starts_with("https://") || link == "#" {
        return;
    }
    let (file, place) = link.split_once('#').map_or((link, None), |(file, place)| (file, Some(place)));
    let target = if file.is_empty() { path.to_owned() } else { format!("{folder}{file}") };
    let is_there = pages.get(&target).is_some_and(|page| match place {
        None => true,
        Some(place) if target.ends_with(".md") => headings(page).contains(place),
        Some(place) => attribute(page, "id").contains(&place),
    });
    if !is_there {
        broken.push(format!("{path}: {link}"));
    }
}

#[test]
fn the_pages_of_a_library() {
    let case = std::fs::read_to_string("tests/cases/document/library.bat").unwrap();
    let (world, inputs) = support::world(&[("shop/library.bat".to_owned(), case)]);
    let pages = pages(&world, &inputs);
    insta::assert_snapshot!("markdown", pages["markdown/shop.library.md"]);
    insta::assert_snapshot!("html", pages["shop.library.html"]);
    let own: Vec<&str> = pages["search-index.js"].lines().filter(|line| line.contains("shop.library")).collect();
    insta::assert_snapshot!("search", own.join("\n"));
    // In Markdown, texts stand as they are written.
    assert_eq!(broken(&pages), ["markdown/shop.library.md: javascript:alert(1)"]);
}

#[test]
fn no_link_of_the_standard_library_is_broken() {
    let pages = library();
    assert_eq!(broken(&pages), Vec::<String>::new());
    assert_eq!(pages, library(), "the same sources gave other pages");
    for (path, page) in pages.iter().filter(|(path, _)| path.starts_with("markdown/std.")) {
        assert!(page.contains("\n## "), "{path} documents nothing");
    }
}

#[test]
fn no_link_of_the_platform_is_broken() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let world = World::at(root).unwrap();
    let (inputs, errors) = world.inputs(&[root.join("examples/batbern"), root.join("envs")]);
    assert!(errors.is_empty() && inputs.len() > 5, "{errors:?}");
    let pages = pages(&world, &inputs);
    assert_eq!(broken(&pages), Vec::<String>::new());
    let network = &pages["examples.batbern.network.html"];
    assert!(network.contains("href=\"std.network.html#construct-vpc\""), "{network}");
}

#[test]
fn names_that_would_share_a_page_or_place_do_not() {
    let text = "type Weight = Int\nfn weight(a: Int): Int = a\ntype WEIGHT = Int\n";
    let files = ["a/b.bat", "a.b.bat", "index.bat", "A/b.bat", "gr\u{fc}n #1.bat"];
    let files = files.map(|path| (path.to_owned(), text.to_owned()));
    let (world, inputs) = support::world(&files);
    let pages = pages(&world, &inputs);
    assert_eq!(broken(&pages), Vec::<String>::new());
    let names: Vec<&str> = pages.keys().filter_map(|path| path.strip_suffix(".html")).collect();
    assert_eq!(names, ["A.b-2", "a.b-1", "a.b", "gr-n--1", "index-1", "index"]);
}

/// Ignored, since every change of the library would have to bring its pages along; `.ci/run` runs it.
/// `UPDATE_DOCS=1 cargo test --test documentation -- --ignored` writes the pages.
#[test]
#[ignore = "run by .ci/run"]
fn the_pages_of_the_library_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/library");
    let outcome = {
        let world = World::default();
        let inputs: Vec<FilePath> = std_modules().map(|name| world.std_module(name).unwrap()).collect();
        driver::outline(&world, &inputs).outline
    };
    let files = document::files(&outcome, "The standard library");
    let pages: BTreeMap<String, String> = files
        .into_iter()
        .filter_map(|file| file.path.strip_prefix("markdown/").map(|name| (name.to_owned(), file.text.clone())))
        .collect();
    assert!(pages.len() > 5, "{:?}", pages.keys());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        for (name, page) in &pages {
            std::fs::write(folder.join(name), page).unwrap();
        }
    }
    let there: BTreeMap<String, String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|e| (e.file_name().into_string().unwrap(), std::fs::read_to_string(e.path()).unwrap()))
        .collect();
    let stale: Vec<&String> =
        pages.iter().filter(|(name, page)| there.get(*name) != Some(*page)).map(|p| p.0).collect();
    let gone: Vec<&String> = there.keys().filter(|name| !pages.contains_key(*name)).collect();
    assert!(stale.is_empty() && gone.is_empty(), "not current: {stale:?}, of no module: {gone:?}");
}
