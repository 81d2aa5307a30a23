//! Translates the registry's patterns (Java and ECMAScript dialects) to what the `regex` crate
//! reads: `\d`, `\w`, `\s` are ASCII, brackets inside a class are literal, huge counts become
//! open ones (lengths have their own limits), look-around and back references are refused.

/// Counts above this cost too much to compile.
const LARGEST_COUNT: u32 = 300;
/// The same for classes with many characters.
const LARGEST_COUNT_OF_LARGE: u32 = 20;

/// The translation, or why there is none.
pub fn translate(pattern: &str) -> Result<String, &'static str> {
    match translate_up_to(pattern, LARGEST_COUNT) {
        Err("too large") => translate_up_to(pattern, LARGEST_COUNT_OF_LARGE),
        result => result,
    }
}

fn translate_up_to(pattern: &str, largest_count: u32) -> Result<String, &'static str> {
    let out = String::with_capacity(pattern.len() + 16);
    let mut parser = Parser { rest: pattern.chars().collect(), at: 0, out, largest_count };
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
    largest_count: u32,
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
        if self.looks_at("?![\\s\\S])") {
            // Nothing follows.
            self.at += "?![\\s\\S])".len();
            self.out.push_str("\\z");
            return Ok(());
        }
        if self.looks_at("?!") {
            return self.excluded_first();
        }
        for refused in ["?=", "?!", "?<=", "?<!", "?>"] {
            if self.looks_at(refused) {
                return Err("look-around");
            }
        }
        self.out.push('(');
        Ok(())
    }

    /// `(?!X)Y` where X is a set of characters, and Y begins with one: the first of Y's characters is not in X. What is
    /// read begins after `(`.
    fn excluded_first(&mut self) -> Result<(), &'static str> {
        self.at += 2;
        let excluded = self.set()?;
        // That more of them follow says nothing new.
        if self.looks_at("+") {
            self.at += 1;
        }
        if self.next() != Some(')') {
            return Err("look-around");
        }
        // To say twice that it is not there says nothing new.
        if self.looks_at("+") {
            self.at += 1;
        }
        while self.looks_at("(") && !self.looks_at("(?") {
            self.at += 1;
            self.out.push('(');
        }
        let taken = self.set()?;
        let first = format!("[{taken}--{excluded}]");
        let quantifier = self.quantifier()?;
        match quantifier {
            None => self.out.push_str(&first),
            Some((1.., max)) => {
                let (min, _) = quantifier.unwrap_or_default();
                self.out.push_str(&first);
                self.out.push_str(&taken);
                self.count(min - 1, max.map(|max| max - 1));
            }
            // Where there may be none of them, what follows is the first.
            Some((0, max)) => {
                let next = self.set()?;
                if self.quantifier()?.is_some() {
                    return Err("look-around");
                }
                self.out.push_str(&format!("(?:{first}{taken}"));
                self.count(0, max.map(|max| max.saturating_sub(1)));
                self.out.push_str(&format!("{next}|[{next}--{excluded}])"));
            }
        }
        Ok(())
    }

    /// A class, or a character as a class, translated.
    fn set(&mut self) -> Result<String, &'static str> {
        let before = std::mem::take(&mut self.out);
        let result = match self.next() {
            Some('[') => self.class(),
            Some('\\') => self.escape(),
            Some(c) if !".()|*+?{}^$".contains(c) => {
                self.out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
                Ok(())
            }
            _ => Err("look-around"),
        };
        let set = std::mem::replace(&mut self.out, before);
        result?;
        Ok(if set.starts_with('[') { set } else { format!("[{set}]") })
    }

    /// How often what was read stands there, when a quantifier follows.
    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, &'static str> {
        let found = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let body: String = self.rest[self.at + 1..].iter().take_while(|c| **c != '}').collect();
                let (min, max) = body.split_once(',').unwrap_or((&body, &body));
                let min = min.parse().map_err(|_| "look-around")?;
                self.at += body.chars().count() + 1;
                (min, if max.is_empty() { None } else { Some(max.parse().map_err(|_| "look-around")?) })
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(found))
    }

    fn count(&mut self, min: u32, max: Option<u32>) {
        let min = min.min(self.largest_count);
        match max.filter(|max| *max <= self.largest_count) {
            Some(max) => self.out.push_str(&format!("{{{min},{max}}}")),
            None => self.out.push_str(&format!("{{{min},}}")),
        }
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
                '&' if self.looks_at("&[") => {
                    self.at += 2;
                    self.out.push_str("&&");
                    self.class()?;
                    is_set = true;
                }
                '&' if self.looks_at("&") => return Err("intersection of classes"),
                '\\' if self.surrogates() => is_set = true,
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

    /// Halves of characters beyond the first plane, as `\uD800`, or a range of them: such characters are meant. What is
    /// read begins after the backslash.
    fn surrogates(&mut self) -> bool {
        let half = |parser: &Parser, at: usize| {
            let text: String = parser.rest[at.min(parser.rest.len())..].iter().take(5).collect();
            let code = text.strip_prefix('u').and_then(|code| u32::from_str_radix(code, 16).ok());
            text.len() == 5 && code.is_some_and(|code| (0xD800..0xE000).contains(&code))
        };
        if !half(self, self.at) {
            return false;
        }
        self.at += 5;
        if self.looks_at("-\\") && half(self, self.at + 2) {
            self.at += 7;
        }
        if !self.out.ends_with("\\x{10000}-\\x{10FFFF}") {
            self.out.push_str("\\x{10000}-\\x{10FFFF}");
        }
        true
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
        self.count(min, max);
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
        for (from, fits, fails) in [
            (r"^((?![:*$])[\x00-\x7F]){1,255}$", "a-b", "a:b"),
            (r"^(?!-)[a-z-]{1,3}$", "a-b", "-ab"),
            (r"^((?!-)([a-z-]*[a-z])\.)+com$", "a-b.c.com", "-b.com"),
            (r"^(?![0-9_])\w+$", "a1", "1a"),
            (r"^/(?!\d+)[0-9a-z-]+$", "/a1", "/1a"),
            (r"^ab(?![\s\S])", "ab", "abc"),
            (r"^[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDBFF-\uDC00\uDFFF\t]*$", "a \u{1f600}", "a\u{b}"),
            (r"^[\p{Print}&&[^|:/]]+$", "a b", "a|b"),
        ] {
            let regex = regex::Regex::new(&translate(from).expect(from)).expect(from);
            assert!(regex.is_match(fits) && !regex.is_match(fails), "{from}: {regex}");
        }
        assert!(translate(r"^[\P{C}\r\n\t]{1,250}$").is_ok());
        assert_eq!(translate(r"(a)\1"), Err("back reference"));
    }
}
