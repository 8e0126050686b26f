//! Connects to a program that answers: to the running one, or to one that is started for this command alone.

use std::env;
use std::ffi::OsString;
use std::fs::{metadata, symlink_metadata, Metadata};
use std::io::{BufReader, Error, ErrorKind, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use crate::json::parse;
use crate::limits::*;
use crate::message::words_of;
use crate::system::{code_of, geteuid, shown, stop};

pub type Sender = Arc<Mutex<Box<dyn Write + Send>>>;

pub struct Connection {
    pub from: BufReader<Box<dyn Read>>,
    pub to: Sender,
    /// The program, if it was started for this command.
    program: Option<Child>,
}

impl Connection {
    /// Closes the connection and waits at most a second for a started program to end. Never kills it.
    pub fn close(self) {
        let Connection { from, to, program } = self;
        drop((from, to));
        if let Some(mut program) = program {
            for _ in 0..100 {
                match program.try_wait() {
                    Ok(None) => sleep(Duration::from_millis(10)),
                    _ => return,
                }
            }
        }
    }
}

pub fn connect() -> Connection {
    if let Some(path) = socket() {
        match UnixStream::connect(path) {
            Ok(stream) => {
                let from = stream.try_clone().unwrap_or_else(|error| unreachable(&error));
                return connection(Box::new(from), Box::new(stream), None);
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) => (),
            Err(error) => unreachable(&error),
        }
    }
    let words = match program_words() {
        Some(words) if words.iter().take(1).any(|word| !word.is_empty()) => words,
        _ => stop(NO_PROGRAM, "Keyhold is not running, and its program was not found."),
    };
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).arg("--answer");
    // Chromium writes to its standard error, which holds no answer.
    match command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn() {
        Ok(mut program) => match (program.stdout.take(), program.stdin.take()) {
            (Some(from), Some(to)) => connection(Box::new(from), Box::new(to), Some(program)),
            _ => stop(NO_PROGRAM, "Keyhold ended before it had answered."),
        },
        Err(error) => {
            let words = format!("Keyhold is not running, and its program could not be started ({}).", code_of(&error));
            stop(NO_PROGRAM, &words)
        }
    }
}

fn connection(from: Box<dyn Read>, to: Box<dyn Write + Send>, program: Option<Child>) -> Connection {
    Connection { from: BufReader::with_capacity(LARGEST_PIECE * 2, from), to: Arc::new(Mutex::new(to)), program }
}

fn unreachable(error: &Error) -> ! {
    stop(NO_PROGRAM, &format!("Keyhold cannot be reached ({}).", code_of(error)))
}

/// The program in the same package as this file; none in a checkout.
fn packaged_program() -> Option<PathBuf> {
    let own = env::current_exe().ok()?.canonicalize().ok()?;
    let name = if cfg!(target_os = "macos") { "MacOS/Keyhold" } else { "keyhold" };
    Some(own.ancestors().nth(3)?.join(name)).filter(|path| path.is_file())
}

fn program_words() -> Option<Vec<OsString>> {
    match packaged_program() {
        Some(path) => Some(vec![path.into_os_string()]),
        None => words_of(parse(env::var_os("KEYHOLD_PROGRAM")?.as_bytes())?),
    }
}

/// SECURITY: a user who may write into the socket's folder could listen in place of the program, read the command's input and choose the
/// command that replaces this process. So a folder that others may use is refused.
fn socket() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let other = named("KEYHOLD_COMMAND_LINE_DIR").filter(|_| packaged_program().is_none());
    // On macOS the socket is in the profile's folder, which others may read.
    let (folder, forbidden) = if let Some(folder) = other {
        (folder, OTHERS_MAY)
    } else if cfg!(target_os = "macos") {
        (named("HOME")?.join("Library/Application Support/Keyhold"), OTHERS_MAY_WRITE)
    } else {
        let runtime = named("XDG_RUNTIME_DIR")?;
        // A user who may write to it could replace our folder between this check and the connection.
        refuse_if(OTHERS_MAY_WRITE, &runtime, metadata(&runtime));
        (runtime.join("keyhold"), OTHERS_MAY)
    };
    let is_there = refuse_if(forbidden, &folder, symlink_metadata(&folder));
    Some(folder.join("command-line.sock")).filter(|_| is_there)
}

const OTHERS_MAY: u32 = 0o077;
const OTHERS_MAY_WRITE: u32 = 0o022;

/// Stops if the path is not a folder of this user, or if its mode grants others a forbidden right. Returns `false` if nothing is there.
fn refuse_if(forbidden: u32, path: &Path, found: Result<Metadata, Error>) -> bool {
    let found = match found {
        Ok(found) => found,
        Err(error) if matches!(error.raw_os_error(), Some(2 | 20)) => return false,
        Err(error) => unreachable(&error),
    };
    if !found.is_dir() || found.uid() != unsafe { geteuid() } || found.mode() & forbidden != 0 {
        let path = shown(path.as_os_str());
        let words = format!("{} must be a folder that only you can use. What listens there is not trusted.", path);
        stop(NO_PROGRAM, &words)
    }
    true
}

/// Ignores a lost connection, which the reading side notices.
pub fn send(to: &Sender, line: String) {
    send_unless(&AtomicBool::new(false), to, line)
}

/// Sends nothing after `is_over` is set, such as output of a child whose end is reported, not even a line that waited for its turn.
pub fn send_unless(is_over: &AtomicBool, to: &Sender, mut line: String) {
    line.push('\n');
    if let Ok(mut to) = to.lock() {
        if !is_over.load(SeqCst) {
            let _ = to.write_all(line.as_bytes()).and_then(|_| to.flush());
        }
    }
}
