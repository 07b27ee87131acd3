//! Statements and expressions, and what they come to.

use super::Problem;
use super::cursor::Cursor;
use super::token::{Token, tokens};
use super::value::{Key, Step, Value};
use std::collections::HashMap;

/// How deep expressions may stand in each other.
const MAX_DEPTH: usize = 64;

/// The values of all statements that are no assignments to another variable than `$response`, in their order.
///
/// # Errors
/// Where the text is not the PHP that samples are written in.
pub fn evaluate(text: &str) -> Result<Vec<Value>, Problem> {
    let tokens = tokens(text)?;
    let mut reader = Reader { at: Cursor::new(&tokens), depth: 0, variables: HashMap::new() };
    let mut values = Vec::new();
    while reader.at.peek().is_some() {
        values.extend(reader.statement()?);
    }
    Ok(values)
}

struct Reader<'t> {
    at: Cursor<'t>,
    depth: usize,
    variables: HashMap<String, Value>,
}

impl Reader<'_> {
    fn statement(&mut self) -> Result<Option<Value>, Problem> {
        if self.at.takes(';') {
            return Ok(None);
        }
        let assigned = match (self.at.peek(), self.at.peek_after(1)) {
            (Some(Token::Variable(name)), Some(Token::Mark('='))) => {
                self.at.skip(2);
                Some(name.clone())
            }
            _ => None,
        };
        let value = self.expression()?;
        self.at.expect(';')?;
        match assigned {
            Some(name) if name != "response" => {
                self.variables.insert(name, value);
                Ok(None)
            }
            _ => Ok(Some(value)),
        }
    }

    fn expression(&mut self) -> Result<Value, Problem> {
        if self.depth >= MAX_DEPTH {
            return Err(self.at.problem("expressions stand too deep in each other"));
        }
        self.depth += 1;
        let value = self.operands();
        self.depth -= 1;
        value
    }

    /// Texts that are joined are one; of any other operator nobody needs the result.
    fn operands(&mut self) -> Result<Value, Problem> {
        let mut value = self.operand()?;
        loop {
            let mut joins = true;
            let mut operators = 0;
            while let Some(Token::Mark(
                mark @ ('.' | '=' | '|' | '&' | '+' | '*' | '/' | '<' | '>' | '?' | ':' | '!'),
            )) = self.at.peek()
            {
                joins &= *mark == '.';
                operators += 1;
                self.at.skip(1);
            }
            if operators == 0 {
                return Ok(value);
            }
            value = match (value, self.operand()?) {
                (Value::Text(left), Value::Text(right)) if joins => Value::Text(left + &right),
                _ => Value::Other,
            };
        }
    }

    fn operand(&mut self) -> Result<Value, Problem> {
        let mut value = self.primary()?;
        loop {
            let step = match self.at.peek() {
                Some(Token::Arrow) => {
                    self.at.skip(1);
                    self.member()?
                }
                Some(Token::Mark('[')) if matches!(value, Value::Chain(..) | Value::Other) => {
                    self.at.skip(1);
                    let index = self.expression()?;
                    self.at.expect(']')?;
                    Step::Index(index)
                }
                _ => return Ok(value),
            };
            value = match value {
                Value::Chain(root, mut steps) => {
                    steps.push(step);
                    Value::Chain(root, steps)
                }
                _ => Value::Other,
            };
        }
    }

    fn member(&mut self) -> Result<Step, Problem> {
        let name = match self.at.take() {
            Some(Token::Word(name) | Token::Variable(name) | Token::Text(name)) => name.clone(),
            Some(Token::Mark('{')) => {
                let name = self.expression()?.text().map(str::to_owned);
                self.at.expect('}')?;
                name.ok_or_else(|| self.at.problem("the name of a member is no text"))?
            }
            _ => return Err(self.at.problem("the name of a member is missing")),
        };
        if self.at.takes('(') { Ok(Step::Call(name, self.list(')')?)) } else { Ok(Step::Property(name)) }
    }

    fn primary(&mut self) -> Result<Value, Problem> {
        let missing = self.at.problem("a value is missing");
        match self.at.take() {
            Some(Token::Text(text)) => Ok(Value::Text(text.clone())),
            Some(Token::Number(digits)) => self.number(digits, ""),
            Some(Token::Mark('-')) => match self.at.take() {
                Some(Token::Number(digits)) => self.number(digits, "-"),
                _ => Err(missing),
            },
            Some(Token::Mark('[')) => self.array(']'),
            Some(Token::Mark('(')) => self.in_parentheses(),
            Some(Token::Mark('@' | '&' | '!')) => self.primary(),
            Some(Token::Variable(name)) => Ok(match self.variables.get(name) {
                Some(value @ (Value::Text(_) | Value::Array(_) | Value::Number(_) | Value::Bool(_))) => value.clone(),
                Some(Value::Object(class, arguments)) => {
                    let step = Step::Call("new".to_owned(), arguments.clone());
                    Value::Chain(class.clone(), vec![step])
                }
                _ => Value::Chain(name.clone(), Vec::new()),
            }),
            Some(Token::Word(word)) => self.word(word),
            _ => Err(missing),
        }
    }

    fn number(&self, digits: &str, sign: &str) -> Result<Value, Problem> {
        let number = format!("{sign}{digits}");
        serde_json::from_str(&number)
            .map(Value::Number)
            .map_err(|_| self.at.problem(&format!("`{number}` is no number")))
    }

    /// A cast, such as `(string) $x`, or an expression.
    fn in_parentheses(&mut self) -> Result<Value, Problem> {
        if let (Some(Token::Word(_)), Some(Token::Mark(')'))) = (self.at.peek(), self.at.peek_after(1)) {
            self.at.skip(2);
            return self.operand();
        }
        let value = self.expression()?;
        self.at.expect(')')?;
        Ok(value)
    }

    fn word(&mut self, word: &str) -> Result<Value, Problem> {
        let last = word.rsplit('\\').next().unwrap_or(word);
        match last.to_ascii_lowercase().as_str() {
            "true" => return Ok(Value::Bool(true)),
            "false" => return Ok(Value::Bool(false)),
            "null" => return Ok(Value::Null),
            "new" => return self.object(),
            "array" if self.at.takes('(') => return self.array(')'),
            "static" | "function" | "fn" => return self.function(),
            _ => {}
        }
        if self.at.peek() == Some(&Token::DoubleColon) {
            self.at.skip(1);
            self.member()?;
            return Ok(Value::Other);
        }
        if !self.at.takes('(') {
            return Ok(Value::Other);
        }
        let arguments = self.list(')')?;
        Ok(match (last, arguments.first().and_then(Value::json)) {
            ("json_encode", Some(json)) => Value::Text(json.to_string()),
            _ => Value::Chain(last.to_owned(), vec![Step::Call(last.to_owned(), arguments)]),
        })
    }

    fn object(&mut self) -> Result<Value, Problem> {
        let Some(Token::Word(class)) = self.at.take() else {
            return Err(self.at.problem("the name of a class is missing"));
        };
        let arguments = if self.at.takes('(') { self.list(')')? } else { Vec::new() };
        let class = class.rsplit('\\').next().unwrap_or(class);
        Ok(Value::Object(class.to_owned(), arguments))
    }

    /// A function is skipped, however it is written: up to its braces, or up to the end of its expression.
    fn function(&mut self) -> Result<Value, Problem> {
        let mut open = 0_usize;
        while let Some(token) = self.at.peek() {
            match token {
                Token::Mark('{' | '(' | '[') => open += 1,
                Token::Mark('}') if open == 1 => {
                    self.at.skip(1);
                    return Ok(Value::Other);
                }
                Token::Mark(')' | ']' | ',') if open == 0 => return Ok(Value::Other),
                Token::Mark('}' | ')' | ']') => open = open.saturating_sub(1),
                _ => {}
            }
            self.at.skip(1);
        }
        Err(self.at.problem("a function never ends"))
    }

    fn list(&mut self, end: char) -> Result<Vec<Value>, Problem> {
        Ok(self.entries(end)?.into_iter().map(|(_, value)| value).collect())
    }

    fn array(&mut self, end: char) -> Result<Value, Problem> {
        self.entries(end).map(Value::Array)
    }

    fn entries(&mut self, end: char) -> Result<Vec<(Option<Key>, Value)>, Problem> {
        let mut entries = Vec::new();
        while !self.at.takes(end) {
            let first = self.expression()?;
            if self.at.peek() == Some(&Token::DoubleArrow) {
                self.at.skip(1);
                let key = match first {
                    Value::Text(text) => Key::Text(text),
                    Value::Number(number) if number.is_i64() => Key::Index(number.as_i64().unwrap_or_default()),
                    _ => return Err(self.at.problem("the key of an entry is neither a text nor a whole number")),
                };
                entries.push((Some(key), self.expression()?));
            } else {
                entries.push((None, first));
            }
            if !self.at.takes(',') && self.at.peek() != Some(&Token::Mark(end)) {
                return Err(self.at.problem(&format!("`,` or `{end}` is missing")));
            }
        }
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn only(text: &str) -> Value {
        let mut values = evaluate(text).unwrap();
        assert_eq!(values.len(), 1, "{values:?}");
        values.remove(0)
    }

    #[test]
    fn arrays_of_all_kinds_are_read() {
        let text = "['a' => 'x' . 'y', 'b' => [[1, -2.5,],], 'c' => \\json_encode(['d' => true]), 'e' => array(null)];";
        let expected = json!({"a": "xy", "b": [[1, -2.5]], "c": "{\"d\":true}", "e": [null]});
        assert_eq!(only(text).json(), Some(expected));
    }

    #[test]
    fn a_call_keeps_its_steps() {
        let text = "$response = $a->b->_c_['d/e']->post(['f' => 1])->then(static function(X $y) { z([1]); })->wait();";
        let Value::Chain(root, steps) = only(text) else { panic!("no chain") };
        assert_eq!(root, "a");
        let property = |name: &str| Step::Property(name.to_owned());
        assert_eq!(steps[..3], [property("b"), property("_c_"), Step::Index(Value::Text("d/e".into()))]);
        let Step::Call(verb, arguments) = &steps[3] else { panic!("no call") };
        assert_eq!((verb.as_str(), arguments[0].json()), ("post", Some(json!({"f": 1}))));
        assert_eq!(steps.len(), 6);
    }

    #[test]
    fn variables_stand_for_their_values() {
        let text = "$m = ['a' => 1]; $x = new \\A\\Media('file:///b.pdf'); $x->setMeta(\\json_encode($m)); $x->c();";
        let values = evaluate(text).unwrap();
        let Value::Chain(class, steps) = &values[0] else { panic!("no chain") };
        assert_eq!(class, "Media");
        let name = Value::Text("file:///b.pdf".into());
        let meta = Value::Text("{\"a\":1}".into());
        assert_eq!(*steps, [Step::Call("new".into(), vec![name]), Step::Call("setMeta".into(), vec![meta])]);
        assert_eq!(values.len(), 2);
    }

    #[test]
    fn what_nobody_needs_is_passed_over() {
        for text in [
            "print_r($response->getStatusCode() === 204);",
            "print_r(json_decode((string) $response->getBody(), true));",
            "f(fn($x) => $x->y(1), A::B, C::class);",
            "f(1 | 2, $a ?? 'b', !$c, $d ? 1 : 2);",
        ] {
            only(text);
        }
    }

    #[test]
    fn problems_name_their_line() {
        for (text, line, what) in [
            ("['a' =>\n];", 2, "a value is missing"),
            ("['a'\n'b'];", 2, "`,` or `]` is missing"),
            ("$a->b()", 1, "`;` is missing"),
            ("[1.2.3];", 1, "`1.2.3` is no number"),
            ("f(static function() {", 1, "a function never ends"),
        ] {
            assert_eq!(evaluate(text).unwrap_err(), Problem::new(line, what), "{text}");
        }
        let deep = "[".repeat(1000);
        assert!(evaluate(&deep).unwrap_err().what.contains("too deep"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[$a'\"\\[\\]{}()=>,;.:\\-\\\\ \n0-9/*#中]{0,80}") {
            let _ = evaluate(&text);
        }
    }
}
