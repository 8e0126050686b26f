//! The part of JSON that the protocol uses.

use std::collections::BTreeMap;

/// Messages are at most four levels deep.
const DEEPEST: usize = 8;

pub enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(Vec<u8>),
    List(Vec<Json>),
    Object(BTreeMap<Vec<u8>, Json>),
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
}

pub fn parse(line: &[u8]) -> Option<Json> {
    std::str::from_utf8(line).ok()?;
    let mut parser = Parser { text: line, at: 0 };
    let value = parser.value(0)?;
    parser.space();
    Some(value).filter(|_| parser.at == line.len())
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1
        }
    }

    fn take(&mut self, word: &[u8]) -> Option<()> {
        let is_next = self.text[self.at..].starts_with(word);
        self.at += if is_next { word.len() } else { 0 };
        Some(()).filter(|_| is_next)
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.space();
        match self.peek()? {
            _ if depth > DEEPEST => None,
            b'{' => {
                let mut fields = BTreeMap::new();
                self.items(b'}', |parser| {
                    parser.space();
                    let name = parser.string()?;
                    parser.space();
                    parser.take(b":")?;
                    fields.insert(name, parser.value(depth + 1)?);
                    Some(())
                })?;
                Some(Json::Object(fields))
            }
            b'[' => {
                let mut values = Vec::new();
                self.items(b']', |parser| {
                    values.push(parser.value(depth + 1)?);
                    Some(())
                })?;
                Some(Json::List(values))
            }
            b'"' => self.string().map(Json::Text),
            b't' => self.take(b"true").map(|_| Json::Bool(true)),
            b'f' => self.take(b"false").map(|_| Json::Bool(false)),
            b'n' => self.take(b"null").map(|_| Json::Null),
            _ => self.number().map(Json::Number),
        }
    }

    /// The values between brackets, separated by commas.
    fn items(&mut self, end: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.space();
        if self.take(&[end]).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            self.space();
            if self.take(&[end]).is_some() {
                return Some(());
            }
            self.take(b",")?;
        }
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1
        }
        Some(()).filter(|_| self.at > from)
    }

    fn number(&mut self) -> Option<f64> {
        let from = self.at;
        let _ = self.take(b"-");
        if self.take(b"0").is_none() {
            self.digits()?
        }
        if self.take(b".").is_some() {
            self.digits()?
        }
        if self.take(b"e").or_else(|| self.take(b"E")).is_some() {
            let _ = self.take(b"+").or_else(|| self.take(b"-"));
            self.digits()?
        }
        std::str::from_utf8(&self.text[from..self.at]).ok()?.parse().ok()
    }

    fn string(&mut self) -> Option<Vec<u8>> {
        self.take(b"\"")?;
        let mut bytes = Vec::new();
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return Some(bytes),
                b'\\' => self.escape(&mut bytes)?,
                0..=0x1f => return None,
                _ => bytes.push(byte),
            }
        }
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        bytes.push(match byte {
            b'"' | b'\\' | b'/' => byte,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => return self.unit(bytes),
            _ => return None,
        });
        Some(())
    }

    fn unit(&mut self, bytes: &mut Vec<u8>) -> Option<()> {
        let mut code = self.hexadecimal()?;
        if let 0xdc80..=0xdcff = code {
            bytes.push((code & 0xff) as u8);
            return Some(());
        }
        if let 0xd800..=0xdbff = code {
            self.take(b"\\u")?;
            let low = self.hexadecimal()?;
            code = 0x10000 + ((code - 0xd800) << 10) + low.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        }
        bytes.extend(char::from_u32(code)?.encode_utf8(&mut [0; 4]).as_bytes());
        Some(())
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.iter().try_fold(0, |sum, digit| Some(sum * 16 + (*digit as char).to_digit(16)?))
    }
}

pub fn write_text(line: &mut String, bytes: &[u8]) {
    line.push('"');
    let mut rest = bytes;
    while !rest.is_empty() {
        let good = match std::str::from_utf8(rest) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        for each in String::from_utf8_lossy(&rest[..good]).chars() {
            match each {
                '"' | '\\' => line.extend(['\\', each]),
                '\0'..='\u{1f}' => line.push_str(&format!("\\u{:04x}", each as u32)),
                _ => line.push(each),
            }
        }
        if let Some(bad) = rest.get(good) {
            line.push_str(&format!("\\udc{:02x}", bad));
        }
        rest = rest.get(good + 1..).unwrap_or(&[]);
    }
    line.push('"');
}
