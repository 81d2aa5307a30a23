use batc::{ast, diagnostics::Diagnostics, parse::parse_file, source::SourceMap};
fn main() {
    let mut dump = false;
    for path in std::env::args().skip(1) {
        if path == "-d" {
            dump = true;
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sources = SourceMap::new();
        let file = sources.add_file(path.clone(), text.as_str());
        let mut diagnostics = Diagnostics::new();
        let t = std::time::Instant::now();
        let tree = parse_file(&mut sources, file, &mut diagnostics);
        let t = t.elapsed();
        eprintln!("{path}: {} bytes {} items, {:?}", text.len(), tree.items.len(), t);
        for d in diagnostics.into_sorted(&sources) {
            let (f, s, _) = sources.positions(d.span().unwrap());
            println!("{}:{}:{} {} {}", f.path, s.line, s.column, d.code.id, d.message);
            for l in &d.labels {
                let (_, s, e) = sources.positions(l.span);
                println!(
                    "   {} {}:{}-{}:{} {:?} {}",
                    if l.primary { '^' } else { '-' },
                    s.line,
                    s.column,
                    e.line,
                    e.column,
                    sources.text(l.span).lines().next().unwrap_or(""),
                    l.text
                );
            }
            if let Some(h) = &d.help {
                println!("   help: {h}");
            }
        }
        if dump {
            println!("{}", ast::dump(&tree, false));
        }
    }
}
