//! Just enough of the language to evaluate the table's examples without the rest of the compiler.

use super::*;

/// The value of a literal, or of calls over literals.
pub fn evaluate(source: &str) -> Value {
    let mut reader = Reader { rest: source };
    let value = reader.comparison();
    assert!(reader.rest.trim().is_empty(), "`{}` is left of `{source}`", reader.rest);
    value
}

struct Reader<'s> {
    rest: &'s str,
}

impl<'s> Reader<'s> {
    fn eat(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: &str) {
        assert!(self.eat(token), "`{token}` is missing before `{}`", self.rest);
    }

    fn word(&mut self) -> &'s str {
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn comparison(&mut self) -> Value {
        let left = self.postfix();
        if self.eat("==") { Value::Bool(equal(&left, &self.postfix())) } else { left }
    }

    fn postfix(&mut self) -> Value {
        let mut value = self.primary();
        while self.eat(".") {
            let name = self.word();
            value = match &value {
                Value::Record(record) => record.get(name).cloned().unwrap_or(Value::Null),
                _ => unit_value(&value, name).unwrap(),
            };
        }
        value
    }

    fn primary(&mut self) -> Value {
        self.rest = self.rest.trim_start();
        if self.rest.starts_with("r\"") || self.rest.starts_with('"') {
            return Value::str(self.string());
        }
        if self.eat("[") {
            let mut items = Vec::new();
            while !self.eat("]") {
                items.push(self.comparison());
                self.eat(",");
            }
            return Value::list(items);
        }
        if self.eat("{") {
            let mut record = Record::new();
            while !self.eat("}") {
                let key = self.word();
                self.expect(":");
                record.insert(key.into(), self.comparison());
                self.eat(",");
            }
            return Value::record(record);
        }
        if self.rest.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return self.number();
        }
        match self.word() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            name => self.call(name),
        }
    }

    fn number(&mut self) -> Value {
        let end = self.rest[1..].find(|c: char| !(c.is_ascii_digit() || c == '.')).map_or(self.rest.len(), |n| n + 1);
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        match digits.parse() {
            Ok(i) => Value::Int(i),
            Err(_) => Value::Float(digits.parse().unwrap()),
        }
    }

    fn string(&mut self) -> String {
        if self.eat("r\"") {
            let (text, rest) = self.rest.split_once('"').unwrap();
            self.rest = rest;
            return text.to_owned();
        }
        self.expect("\"");
        let mut out = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return out;
                }
                '\\' => out.extend(chars.next().map(|(_, c)| c)),
                _ => out.push(c),
            }
        }
        panic!("a string has no end");
    }

    fn call(&mut self, name: &str) -> Value {
        let builtin = lookup(name).unwrap_or_else(|| panic!("no function `{name}`"));
        let params = &spec(builtin).params;
        let mut args: Vec<Option<Value>> = vec![None; params.len()];
        let mut next = 0;
        self.expect("(");
        while !self.eat(")") {
            let before = self.rest;
            let word = self.word();
            let at = match (params.iter().position(|p| p.name == word), self.eat(":")) {
                (Some(at), true) => at,
                _ => {
                    self.rest = before;
                    next += 1;
                    next - 1
                }
            };
            let value = self.comparison();
            if at >= args.len() {
                args.push(None);
            }
            args[at] = Some(value);
            self.eat(",");
        }
        call(builtin, args, &mut Project::default()).unwrap_or_else(|e| panic!("{name}: {}", e.message))
    }
}
