//! The program's messages.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use crate::base64::from_base64;
use crate::json::{parse, Json};

pub struct Order {
    pub command: Vec<OsString>,
    /// SECURITY: may hold secrets.
    pub variables: Vec<(OsString, OsString)>,
    pub without: Vec<OsString>,
}

pub enum Message {
    Out(Vec<u8>),
    Err(Vec<u8>),
    SendInput,
    /// The text that the terminal shows.
    Ask(Vec<u8>),
    Become(Order),
    Child(Order),
    EndChild,
    Exit(i32),
    Retry,
}

/// Returns `None` if the line is no message that this client knows.
pub fn read_message(line: &[u8]) -> Option<Message> {
    let fields = match parse(line)? {
        Json::Object(fields) if fields.len() == 1 => fields,
        _ => return None,
    };
    let (name, value) = fields.into_iter().next()?;
    match (name.as_slice(), value) {
        (b"out", Json::Text(text)) => from_base64(&text).map(Message::Out),
        (b"err", Json::Text(text)) => from_base64(&text).map(Message::Err),
        (b"ask", Json::Text(text)) => from_base64(&text).map(Message::Ask),
        (b"become", value) => order_of(value).map(Message::Become),
        (b"child", value) => order_of(value).map(Message::Child),
        (b"end-child", Json::Bool(true)) => Some(Message::EndChild),
        (b"send-input", Json::Bool(true)) => Some(Message::SendInput),
        (b"retry", Json::Bool(true)) => Some(Message::Retry),
        (b"exit", Json::Number(code)) if code.fract() == 0.0 && (0.0..=255.0).contains(&code) => Some(Message::Exit(code as i32)),
        _ => None,
    }
}

fn order_of(value: Json) -> Option<Order> {
    let mut fields = match value {
        Json::Object(fields) if fields.len() == 3 => fields,
        _ => return None,
    };
    let command = words_of(fields.remove(&b"command"[..])?)?;
    let variables = match fields.remove(&b"variables"[..])? {
        Json::Object(variables) => variables,
        _ => return None,
    };
    let named = variables.into_iter().map(|(name, value)| Some((os_text(name)?, text_of(value)?)));
    let variables: Vec<_> = named.collect::<Option<_>>()?;
    let without = words_of(fields.remove(&b"without"[..])?)?;
    let are_names = variables.iter().map(|(name, _)| name).chain(&without).all(|name| is_name(name));
    let is_whole = are_names && !command.first()?.is_empty();
    Some(Order { command, variables, without }).filter(|_| is_whole)
}

pub fn words_of(value: Json) -> Option<Vec<OsString>> {
    match value {
        Json::List(words) => words.into_iter().map(text_of).collect(),
        _ => None,
    }
}

fn text_of(value: Json) -> Option<OsString> {
    match value {
        Json::Text(bytes) => os_text(bytes),
        _ => None,
    }
}

/// Returns the bytes as text for an argument or variable; `None` if they contain NUL, which the system does not accept.
fn os_text(bytes: Vec<u8>) -> Option<OsString> {
    Some(bytes).filter(|bytes| !bytes.contains(&0)).map(OsString::from_vec)
}

fn is_name(name: &OsStr) -> bool {
    !name.is_empty() && !name.as_bytes().contains(&b'=')
}
