//! Translates the registry's patterns (Java and ECMAScript dialects) to what the `regex` crate
//! reads: `\d`, `\w`, `\s` are ASCII, brackets inside a class are literal, huge counts become
//! open ones (lengths have their own limits), look-around and back references are refused.

/// Counts above this cost too much to compile.
const LARGEST_COUNT: u32 = 300;

/// The translation, or why there is none.
pub fn translate(pattern: &str) -> Result<String, &'static str> {
    let mut parser = Parser { rest: pattern.chars().collect(), at: 0, out: String::with_capacity(pattern.len() + 16) };
    parser.run()?;
    regex::RegexBuilder::new(&parser.out).size_limit(1 << 21).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "too large",
        _ => "not readable",
    })?;
    Ok(parser.out)
}

struct Parser {
    rest: Vec<char>,
    at: usize,
    out: String,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn looks_at(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(i, c)| self.rest.get(self.at + i) == Some(&c))
    }

    fn run(&mut self) -> Result<(), &'static str> {
        while let Some(c) = self.next() {
            match c {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '(' => self.group()?,
                '{' => self.braces()?,
                '*' | '+' | '?' if self.looks_at("+") => {
                    // A possessive quantifier takes the same texts in the absence of back references.
                    self.out.push(c);
                    self.at += 1;
                }
                '}' | ']' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                _ => self.out.push(c),
            }
        }
        Ok(())
    }

    fn group(&mut self) -> Result<(), &'static str> {
        for refused in ["?=", "?!", "?<=", "?<!", "?>"] {
            if self.looks_at(refused) {
                return Err("look-around");
            }
        }
        self.out.push('(');
        Ok(())
    }

    fn escape(&mut self) -> Result<(), &'static str> {
        let c = self.next().ok_or("not readable")?;
        match c {
            'd' => self.out.push_str("[0-9]"),
            'D' => self.out.push_str("[^0-9]"),
            'w' => self.out.push_str("[0-9A-Za-z_]"),
            'W' => self.out.push_str("[^0-9A-Za-z_]"),
            's' => self.out.push_str("[\\t-\\r ]"),
            'S' => self.out.push_str("[^\\t-\\r ]"),
            'Z' | 'z' => self.out.push_str("\\z"),
            'b' => self.out.push_str("(?-u:\\b)"),
            '1'..='9' => return Err("back reference"),
            _ => self.character_escape(c)?,
        }
        Ok(())
    }

    /// Escapes that mean the same inside and outside a class.
    fn character_escape(&mut self, c: char) -> Result<(), &'static str> {
        match c {
            'p' | 'P' => {
                let name = self.property_name()?;
                let name = match name.as_str() {
                    "IsAlphabetic" | "IsAlpha" => "Alphabetic",
                    "IsDigit" => "Nd",
                    "IsLetter" => "L",
                    "IsPunctuation" => "P",
                    "IsWhite_Space" => "White_Space",
                    "Alnum" => return self.posix(c, "0-9A-Za-z"),
                    "Alpha" => return self.posix(c, "A-Za-z"),
                    "Digit" => return self.posix(c, "0-9"),
                    "Upper" => return self.posix(c, "A-Z"),
                    "Lower" => return self.posix(c, "a-z"),
                    // Everything that can be seen or is a space, also beyond ASCII.
                    "Print" => {
                        self.out.push_str(if c == 'p' { "\\P{C}" } else { "\\p{C}" });
                        return Ok(());
                    }
                    "Graph" => return self.posix(c, "!-~"),
                    "ASCII" => return self.posix(c, "\\x00-\\x7F"),
                    "Cntrl" => return self.posix(c, "\\x00-\\x1F\\x7F"),
                    "Space" => return self.posix(c, "\\t-\\r "),
                    "Blank" => return self.posix(c, "\\t "),
                    "Punct" => return self.posix(c, "!-/:-@\\[-`{-~"),
                    other => other,
                };
                self.out.push_str(&format!("\\{c}{{{name}}}"));
            }
            'u' => self.hexadecimal(4)?,
            'x' => self.hexadecimal(2)?,
            't' | 'n' | 'r' | 'f' | 'v' | 'A' => {
                self.out.push('\\');
                self.out.push(c);
            }
            '0' => self.out.push_str("\\x00"),
            'a'..='z' | 'A'..='Z' => self.out.push(c),
            _ => self.out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
        Ok(())
    }

    fn posix(&mut self, c: char, ranges: &str) -> Result<(), &'static str> {
        let not = if c == 'P' { "^" } else { "" };
        self.out.push_str(&format!("[{not}{ranges}]"));
        Ok(())
    }

    fn property_name(&mut self) -> Result<String, &'static str> {
        if self.next() != Some('{') {
            return Err("not readable");
        }
        let mut name = String::new();
        loop {
            match self.next().ok_or("not readable")? {
                '}' => return Ok(name),
                c => name.push(c),
            }
        }
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<(), &'static str> {
        let braced = self.peek() == Some('{');
        if braced {
            self.at += 1;
        }
        let mut text = String::new();
        while self.peek().is_some_and(|c| c.is_ascii_hexdigit()) && (braced || text.len() < digits) {
            text.extend(self.next());
        }
        if braced && self.next() != Some('}') {
            return Err("not readable");
        }
        let code = u32::from_str_radix(&text, 16).map_err(|_| "not readable")?;
        // Half of a pair: the pattern means UTF-16 units.
        if (0xD800..0xE000).contains(&code) {
            return Err("surrogates");
        }
        self.out.push_str(&format!("\\x{{{code:X}}}"));
        Ok(())
    }

    fn class(&mut self) -> Result<(), &'static str> {
        self.out.push('[');
        if self.peek() == Some('^') {
            self.at += 1;
            self.out.push('^');
        }
        let mut first = true;
        let mut after_set = false;
        loop {
            let c = self.next().ok_or("not readable")?;
            let mut is_set = false;
            match c {
                ']' if first => self.out.push_str("\\]"),
                ']' => break,
                '[' if self.looks_at(":") => {
                    let end = self.rest[self.at..].windows(2).position(|w| w == [':', ']']).ok_or("not readable")?;
                    let name: String = self.rest[self.at..self.at + end + 2].iter().collect();
                    self.out.push('[');
                    self.out.push_str(&name);
                    self.at += end + 2;
                    is_set = true;
                }
                '&' if self.looks_at("&") => return Err("intersection of classes"),
                '[' | '&' | '~' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '-' => {
                    // A range only between two single characters.
                    let next_is_set =
                        self.looks_at("\\w") || self.looks_at("\\d") || self.looks_at("\\s") || self.looks_at("\\p");
                    if first || after_set || self.looks_at("]") || next_is_set {
                        self.out.push_str("\\-");
                    } else {
                        self.out.push('-');
                    }
                }
                '\\' => is_set = self.escape_in_class()?,
                _ => self.out.push(c),
            }
            first = false;
            after_set = is_set;
        }
        self.out.push(']');
        Ok(())
    }

    /// Whether the escape stands for a set of characters.
    fn escape_in_class(&mut self) -> Result<bool, &'static str> {
        let c = self.next().ok_or("not readable")?;
        match c {
            'd' => self.out.push_str("0-9"),
            'w' => self.out.push_str("0-9A-Za-z_"),
            's' => self.out.push_str("\\t-\\r "),
            'D' => self.out.push_str("[^0-9]"),
            'W' => self.out.push_str("[^0-9A-Za-z_]"),
            'S' => self.out.push_str("[^\\t-\\r ]"),
            'b' => self.out.push_str("\\x08"),
            'p' | 'P' => self.character_escape(c)?,
            '-' | '&' | '~' => {
                self.out.push('\\');
                self.out.push(c);
                return Ok(false);
            }
            _ => {
                self.character_escape(c)?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn braces(&mut self) -> Result<(), &'static str> {
        let body: String = self.rest[self.at..].iter().take_while(|c| **c != '}').collect();
        let (min, max) = match body.split_once(',') {
            None => (body.as_str(), Some(body.as_str())),
            Some((min, "")) => (min, None),
            Some((min, max)) => (min, Some(max)),
        };
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if body.is_empty() || !is_number(min) || !max.is_none_or(is_number) {
            self.out.push_str("\\{");
            return Ok(());
        }
        self.at += body.chars().count() + 1;
        let read = |text: &str| text.parse::<u32>().unwrap_or(0);
        let (min, max) = (read(min), max.map(read));
        let large = |n: u32| n > LARGEST_COUNT;
        let short_min = if large(min) { LARGEST_COUNT } else { min };
        match max {
            Some(max) if !large(max) => self.out.push_str(&format!("{{{short_min},{max}}}")),
            _ => self.out.push_str(&format!("{{{short_min},}}")),
        }
        if self.looks_at("+") {
            self.at += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn dialects_become_one() {
        for (from, to) in [
            (r"^\d{12}$", "^[0-9]{12,12}$"),
            (r"[\w+=,.@-]+", r"[0-9A-Za-z_+=,.@\-]+"),
            (r"[a-z,A-Z[\]+]", r"[a-z,A-Z\[\]+]"),
            (r"^[\w-]{0,2048}$", r"^[0-9A-Za-z_\-]{0,}$"),
            (r"\p{Alnum}\/x\Z", "[0-9A-Za-z]/x\\z"),
        ] {
            assert_eq!(translate(from).as_deref(), Ok(to));
        }
        assert_eq!(translate("^(?!aws)"), Err("look-around"));
        assert_eq!(translate(r"(a)\1"), Err("back reference"));
    }
}
