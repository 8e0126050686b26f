//! The `keyhold` command as a native program for Unix. It answers in milliseconds; a script needs a tenth of a second to start.
//!
//! It carries its arguments to Keyhold and Keyhold's answer back (shared/contract/command-line.ts); words, rules and parsing are Keyhold's. The
//! script in cli/ is the same client, and test/suites/command-client.suite.ts holds both. Standard library only. What is not UTF-8 in arguments
//! and variables crosses as lone surrogates (U+DC80 to U+DCFF), as Python does it, and is restored when it comes back.

mod base64;
mod child;
mod connection;
mod json;
mod limits;
mod message;
mod question;
mod request;
mod system;

use std::io::{BufRead, ErrorKind, Read};
use std::process::exit;
use std::sync::atomic::Ordering::SeqCst;
use std::thread::{sleep, spawn};
use std::time::Duration;

use base64::to_base64;
use child::{become_command, begin_end_child, end_child, run_child, IS_CHILD_REPORTED};
use connection::{connect, send, Connection, Sender};
use limits::*;
use message::{read_message, Message, Order};
use question::{ask, show, IS_ASKING};
use request::request_line;
use system::{code_of, standard, stop, write_all};

/// How many programs in turn may ask to retry before the command fails.
const MOST_PROGRAMS: usize = 3;

enum Outcome {
    Exit(i32),
    Become(Order),
    Retry,
    NotUnderstood,
    Gone,
}

fn converse(connection: &mut Connection, request: &str) -> Outcome {
    send(&connection.to, request.to_string());
    let mut reads_input = false;
    let mut has_asked = false;
    loop {
        let mut line = Vec::new();
        // An interrupted or failed read counts as the end of the connection.
        let _ = (&mut connection.from).take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut line);
        match line.pop() {
            Some(b'\n') => (),
            _ if line.len() >= LONGEST_LINE => return Outcome::NotUnderstood,
            _ => return Outcome::Gone,
        }
        let is_free = !IS_ASKING.load(SeqCst);
        match read_message(&line) {
            Some(Message::Out(bytes)) => write_all(1, &bytes),
            Some(Message::Err(bytes)) => write_all(2, &bytes),
            Some(Message::SendInput) if !reads_input && is_free => {
                reads_input = true;
                let to = connection.to.clone();
                spawn(move || send_input(&to));
            }
            // Typed text belongs to the answer, so nothing else may read the terminal.
            Some(Message::Ask(question)) if !reads_input && is_free && IS_CHILD_REPORTED.load(SeqCst) => {
                has_asked = true;
                ask(question, &connection.to)
            }
            Some(Message::Child(order)) if is_free && IS_CHILD_REPORTED.load(SeqCst) => run_child(&order, &connection.to),
            Some(Message::EndChild) => begin_end_child(),
            Some(Message::Exit(code)) => return Outcome::Exit(code),
            Some(Message::Become(order)) if is_free => return Outcome::Become(order),
            // Another program would need the input that this one has already read.
            Some(Message::Retry) if !reads_input && !has_asked => return Outcome::Retry,
            _ => return Outcome::NotUnderstood,
        }
    }
}

fn send_input(to: &Sender) {
    let mut piece = [0; LARGEST_PIECE];
    loop {
        match standard(0).read(&mut piece) {
            Ok(0) => return send(to, "{\"in\":null}".to_string()),
            Ok(count) => send(to, format!("{{\"in\":\"{}\"}}", to_base64(&piece[..count]))),
            Err(error) if error.kind() == ErrorKind::Interrupted => (),
            Err(error) if error.kind() == ErrorKind::WouldBlock => sleep(Duration::from_millis(5)),
            Err(error) => stop(FAILED, &format!("standard input could not be read ({}).", code_of(&error))),
        }
    }
}

fn main() {
    let request = request_line();
    for _ in 0..MOST_PROGRAMS {
        let mut connection = connect();
        let outcome = converse(&mut connection, &request);
        show();
        end_child();
        match outcome {
            Outcome::Exit(code) => exit(code),
            Outcome::Become(order) => {
                connection.close();
                become_command(&order)
            }
            Outcome::Retry => connection.close(),
            Outcome::NotUnderstood => stop(
                FAILED,
                "Unexpected response from Keyhold. The command and the program may be of different versions: quit Keyhold and start it again.",
            ),
            Outcome::Gone => break,
        }
    }
    stop(NO_PROGRAM, "Keyhold ended before it had answered.")
}
