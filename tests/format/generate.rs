//! Programs of all forms that the language has, made from random bytes.

/// How a program is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Records and lists on one line or several, at random.
    Plain,
    /// The same, on more lines, so that there is room for comments.
    Commented,
    /// Records and lists on one line, so that names may be words that begin declarations.
    Joined,
}

/// Makes programs; each choice takes a byte, and without bytes the shortest form is chosen.
pub struct Generator<'a> {
    choices: &'a [u8],
    out: String,
    depth: usize,
    style: Style,
    /// Whether a test is made, which declares nothing.
    in_test: bool,
    /// Whether the settings of an environment are made.
    in_env: bool,
}

const NAMES: [&str; 8] = ["a", "name", "vpc", "web_server", "x1", "text", "for_all", "tags"];
/// Names that are words of the language, too.
const WORDS: [&str; 12] =
    ["test", "stack", "app", "env", "type", "use", "param", "output", "resource", "tags", "rule", "override"];
const TYPES: [&str; 6] = ["Thing", "Vpc", "AWS::S3::Bucket", "AWS::EC2::VPC", "net.Vpc", "Settings"];
const LITERALS: [&str; 16] = [
    "1",
    "true",
    "null",
    "\"text\"",
    "1_000",
    "1.5",
    "30d",
    "20GiB",
    "\"a ${b} c\"",
    "r\"\\d+\"",
    "r#\"a \"b\" c\"#",
    "-3",
    "\"über\"",
    "\"${if a then \"b\" else c}\"",
    "\"\"\"\n      a\n        b\n      \"\"\"",
    "\"a very long text, longer than half a line has room for, so that lines end\"",
];
const OPERATORS: [&str; 10] = ["+", "-", "*", "/", "%", "&&", "||", "??", "&", "+"];

impl<'a> Generator<'a> {
    pub fn new(choices: &'a [u8]) -> Generator<'a> {
        Generator { choices, out: String::new(), depth: 0, style: Style::Plain, in_test: false, in_env: false }
    }

    /// A number below `n`.
    fn pick(&mut self, n: usize) -> usize {
        let Some((first, rest)) = self.choices.split_first() else { return 0 };
        self.choices = rest;
        usize::from(*first) % n
    }

    fn chance(&mut self, n: usize) -> bool {
        self.pick(n) == 1
    }

    fn add(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn one_of(&mut self, list: &[&str]) {
        let index = self.pick(list.len());
        self.add(list[index]);
    }

    fn name(&mut self) {
        if self.style == Style::Joined && self.chance(2) { self.one_of(&WORDS) } else { self.one_of(&NAMES) }
    }

    fn line(&mut self) {
        self.add("\n");
        if self.chance(4) {
            self.add("\n");
        }
        let indent = 2 * self.depth;
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Entries between brackets, on one line or several.
    fn entries(&mut self, open: &str, close: &str, most: usize, mut entry: impl FnMut(&mut Self)) {
        let count = self.pick(most + 1);
        let may_split = count > 0 && self.style != Style::Joined;
        let is_split = may_split && (self.chance(3) || (self.style == Style::Commented && self.chance(2)));
        self.add(open);
        self.depth += 1;
        for i in 0..count {
            if is_split {
                self.line();
            } else if i > 0 {
                self.add(", ");
            }
            entry(self);
            // An `override` on a line of its own has no comma around it.
            if is_split && !self.in_env && self.chance(5) {
                self.add(",");
            }
        }
        self.depth -= 1;
        if is_split {
            self.line();
        }
        self.add(close);
    }

    fn value(&mut self) {
        // What follows is shorter the deeper it stands.
        if self.depth > 5 {
            return self.one_of(&LITERALS);
        }
        self.depth += 1;
        match self.pick(14) {
            0 | 1 => self.one_of(&LITERALS),
            2 => self.name(),
            3 => {
                self.add("(");
                self.value();
                self.add(")");
            }
            4 => {
                self.name();
                self.one_of(&[".id", "?.id", "[0]", "[\"a\"].b", ".days"]);
            }
            5 => {
                self.one_of(&["length", "join", "net.f"]);
                self.entries("(", ")", 3, Self::value);
            }
            6 => {
                self.one_of(&["!", "-", "- "]);
                self.name();
            }
            7 => {
                for _ in 0..1 + self.pick(4) {
                    self.operand();
                    self.add(" ");
                    self.one_of(&OPERATORS);
                    self.add(" ");
                }
                self.operand();
            }
            8 => {
                self.add("if ");
                self.operand();
                self.one_of(&[" == ", " < ", " != "]);
                self.operand();
                self.add(" then ");
                self.value();
                self.add(" else ");
                self.value();
            }
            9 => {
                self.add("match ");
                self.name();
                self.add(" ");
                self.arms();
            }
            10 => self.list(),
            11 => self.record(),
            12 => {
                self.add("[for ");
                self.one_of(&["x", "k, v"]);
                self.add(" in ");
                self.looped();
                if self.chance(2) {
                    self.add(" if x != null");
                }
                self.add(": ");
                self.value();
                self.add("]");
            }
            _ => {
                self.add("{ for x in ");
                self.looped();
                self.add(": ");
                self.name();
                self.add(" => ");
                self.value();
                self.add(" }");
            }
        }
        self.depth -= 1;
    }

    fn arms(&mut self) {
        self.entries("{", "}", 3, |g| {
            match g.pick(7) {
                6 => g.name(),
                n => g.add(["\"a\" | \"b\"", "_", "null", "{ kind: \"x\", port } as whole", "-1", "Thing"][n]),
            }
            g.add(" => ");
            g.value();
        });
    }

    /// What a loop of an expression goes over.
    fn looped(&mut self) {
        if self.chance(4) {
            self.add("match a ");
            self.arms();
        } else {
            self.operand();
        }
    }

    /// What can stand beside any operator.
    fn operand(&mut self) {
        match self.pick(8) {
            0 | 1 => self.name(),
            2 => self.one_of(&LITERALS),
            3 => self.list(),
            4 => self.record(),
            6 => {
                self.name();
                self.one_of(&[".id", "[0]", "(1)", "({ a: 1 })"]);
            }
            7 => {
                self.one_of(&["f", "!g", "join"]);
                self.entries("(", ")", 3, Self::value);
            }
            _ => {
                self.add("(");
                self.value();
                self.add(")");
            }
        }
    }

    fn list(&mut self) {
        self.depth += 1;
        self.entries("[", "]", 4, |g| match g.pick(6) {
            0..=3 => g.value(),
            4 => {
                g.add("...");
                g.operand();
            }
            _ => {
                g.add("if ");
                g.name();
                g.add(": ");
                g.value();
            }
        });
        self.depth -= 1;
    }

    fn record(&mut self) {
        self.depth += 1;
        self.entries("{", "}", 4, Self::field);
        self.depth -= 1;
    }

    fn field(&mut self) {
        match self.pick(8) {
            0 => self.one_of(&["name", "vpc", "x1"]),
            1 => {
                self.add("...");
                self.operand();
            }
            2 => {
                self.add("if ");
                self.name();
                self.add(": ");
                self.field();
            }
            n => {
                self.one_of(&["key", "\"a-b\"", "[name]", "AName", "type"]);
                self.add(if n == 3 { ":" } else { ": " });
                self.value();
            }
        }
    }

    fn ty(&mut self) {
        if self.depth > 5 {
            return self.add("Int");
        }
        self.depth += 1;
        match self.pick(12) {
            0 | 1 => self.one_of(&["Int", "String", "Bool", "Cidr"]),
            2 => self.one_of(&TYPES),
            3 => {
                self.ty();
                // Two of them are an operator.
                if !self.out.ends_with('?') {
                    self.add("?");
                }
            }
            4 => {
                self.add("[");
                self.ty();
                self.add("]");
            }
            5 => {
                self.one_of(&["Map<", "Secret<", "Partial<"]);
                self.ty();
                self.add(">");
            }
            6 => self.one_of(&["\"a\"", "3", "true", "null", "-1"]),
            7 => {
                self.one_of(&["Int(1..=35)", "Int(0..)", "String(/^[a-z]+$/, 1..=64)", "String(..=3)", "Size(1GiB..)"])
            }
            8 => {
                self.add("(");
                self.ty();
                self.add(" | ");
                self.ty();
                self.add(")");
            }
            9 => self.one_of(&["\"Delete\" | \"Retain\"", "(| 1 | 2)", "known Int", "(Int)", "((Int | null))?"]),
            _ => {
                self.entries("{", "}", 3, |g| {
                    g.one_of(&["a", "b_c", "\"d-e\""]);
                    g.add(": ");
                    g.ty();
                    if g.chance(3) {
                        g.add(" = ");
                        g.value();
                    }
                });
            }
        }
        self.depth -= 1;
    }

    fn lead(&mut self) {
        if self.chance(4) {
            self.add("/// What it is,");
            self.line_only();
            self.add("///");
            self.line_only();
            self.add("///   and why.");
            self.line_only();
        }
        if self.chance(5) {
            self.one_of(&["@on_delete(\"Retain\")", "@was", "@allow(\"rule\", reason: \"because\")", "@depends_on()"]);
            if self.chance(2) { self.line_only() } else { self.add(" ") }
        }
    }

    /// A line's end without an empty line.
    fn line_only(&mut self) {
        self.add("\n");
        let indent = 2 * self.depth;
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    fn body(&mut self) {
        let count = self.pick(5);
        self.add("{");
        self.depth += 1;
        for _ in 0..count {
            self.line();
            self.stmt();
        }
        self.depth -= 1;
        if count > 0 {
            self.line();
        }
        self.add("}");
    }

    fn stmt(&mut self) {
        let form = self.pick(if self.depth > 3 { 6 } else { 8 });
        match if self.in_test && (1..5).contains(&form) { 5 } else { form } {
            0 => {
                self.lead();
                self.add("let ");
                self.name();
                if self.chance(3) {
                    self.add(": ");
                    self.ty();
                }
                self.add(" = ");
                self.value();
            }
            1 | 2 => {
                self.lead();
                self.add("resource ");
                self.name();
                self.one_of(&["", "", "[name]", "[\"a\"][b]"]);
                self.add(" = ");
                self.one_of(&TYPES);
                if !self.chance(4) {
                    self.add(" ");
                    self.record();
                }
            }
            3 => {
                self.lead();
                self.add("existing ");
                self.name();
                self.add(" = AWS::S3::Bucket { BucketName: \"a\" }");
            }
            4 => {
                self.lead();
                self.add("output ");
                self.name();
                if self.chance(3) {
                    self.add(" = ");
                    self.value();
                }
            }
            5 => {
                self.add("assert ");
                self.value();
                if self.chance(2) {
                    self.add(", ");
                    self.value();
                }
            }
            6 => {
                self.add("if ");
                self.name();
                self.one_of(&["", " != null", " && b"]);
                self.add(" ");
                self.body();
                if self.chance(3) {
                    self.add(" else if b ");
                    self.body();
                }
                if self.chance(3) {
                    self.add(" else ");
                    self.body();
                }
            }
            _ => {
                self.add("for ");
                self.one_of(&["x", "k, v"]);
                self.add(" in ");
                self.name();
                if self.chance(3) {
                    self.add(" if x != 3");
                }
                self.add(" ");
                self.body();
            }
        }
    }

    fn item(&mut self) {
        match self.pick(11) {
            0 => self.one_of(&["use std.network.{Vpc, Zone as Z}", "use \"./a.bat\" as a", "use std.policy", "use \"./b.bat\".{\n  A\n  B,\n}"]),
            1 => {
                self.lead();
                self.add("let ");
                self.name();
                self.add(" = ");
                self.value();
            }
            2 => {
                self.lead();
                self.add("type Thing = ");
                self.ty();
            }
            3 => {
                self.lead();
                self.add("fn ");
                self.name();
                self.entries("(", ")", 3, |g| {
                    g.name();
                    g.add(": ");
                    g.ty();
                    if g.chance(3) {
                        g.add(" = ");
                        g.value();
                    }
                });
                self.add(": ");
                self.ty();
                self.add(" = ");
                self.value();
            }
            4 | 5 => {
                self.lead();
                self.add("construct Thing ");
                self.body_of(&["param a: Int = 1", "parameter P: String { Default: \"a\" }", "transform \"AWS::Include\" { a: 1 }", "fragment \"Rules.A\" = { b: 1 }"]);
            }
            6 => {
                self.lead();
                self.add("stack Net ");
                self.body_of(&["param a: known Int", "settings { region: \"eu-central-1\" }", "tags { A: \"b\", C: d }", "transform \"AWS::LanguageExtensions\""]);
            }
            7 => {
                self.lead();
                self.add("app Shop {\n  stack net[\"a\"] = Net ");
                self.depth += 1;
                self.record();
                self.depth -= 1;
                self.add("\n}");
            }
            8 => {
                self.lead();
                self.one_of(&["env dev = Shop ", "abstract env base = lib.Shop ", "env prod extends base "]);
                self.in_env = true;
                self.entries("{", "}", 4, |g| {
                    if g.chance(4) {
                        g.add("override net.vpc[\"a\"].b { C: 1 }");
                    } else {
                        g.field();
                    }
                });
                self.in_env = false;
            }
            9 => self.one_of(&[
                "resource type Custom::Thing { properties { A: String, B: Int? }, attributes { C: String } }",
                "resource type Custom::Thing {\n  attributes {\n    C: String\n  }\n  properties { A: { b: Int = 1 } }\n}",
                "rule \"named\" for AWS::S3::Bucket | AWS::EC2::VPC as r {\n  assert r.meta.path != null\n}",
            ]),
            _ => {
                self.one_of(&["test \"it works\" for dev, prod ", "test \"one\" for lib.dev "]);
                self.in_test = true;
                self.body_of(&["assert count(AWS::EC2::VPC) == 1", "let n = 1"]);
                self.in_test = false;
            }
        }
    }

    /// A body that begins with one of these statements.
    fn body_of(&mut self, first: &[&str]) {
        self.add("{\n  ");
        self.one_of(first);
        self.depth += 1;
        for _ in 0..self.pick(5) {
            self.line();
            self.stmt();
        }
        self.depth -= 1;
        self.add("\n}");
    }

    /// A program.
    pub fn program(mut self, style: Style) -> String {
        self.style = style;
        for _ in 0..1 + self.pick(4) {
            self.item();
            self.add("\n");
            if self.chance(2) {
                self.add("\n");
            }
        }
        self.out
    }
}
