//! A way to a program that answers: the one that runs, else one that is started for this command alone.

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

pub struct Door {
    pub from: BufReader<Box<dyn Read>>,
    pub to: Sender,
    /// The program, if it was started for this command alone.
    program: Option<Child>,
}

impl Door {
    /// Gives a started program a moment to end.
    pub fn close(self) {
        let Door { from, to, program } = self;
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

pub fn open_door() -> Door {
    if let Some(path) = socket() {
        match UnixStream::connect(path) {
            Ok(stream) => {
                let from = stream.try_clone().unwrap_or_else(|error| unreachable(&error));
                return door(Box::new(from), Box::new(stream), None);
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
    // What it writes on its standard error is Chromium's, and no answer.
    match command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn() {
        Ok(mut program) => match (program.stdout.take(), program.stdin.take()) {
            (Some(from), Some(to)) => door(Box::new(from), Box::new(to), Some(program)),
            _ => stop(NO_PROGRAM, "Keyhold ended before it had answered."),
        },
        Err(error) => {
            let words = format!("Keyhold is not running, and its program could not be started ({}).", code_of(&error));
            stop(NO_PROGRAM, &words)
        }
    }
}

fn door(from: Box<dyn Read>, to: Box<dyn Write + Send>, program: Option<Child>) -> Door {
    Door { from: BufReader::with_capacity(LARGEST_PIECE * 2, from), to: Arc::new(Mutex::new(to)), program }
}

fn unreachable(error: &Error) -> ! {
    stop(NO_PROGRAM, &format!("Keyhold cannot be reached ({}).", code_of(error)))
}

/// The program of the package that this file belongs to; none in a checkout.
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

/// SECURITY: whoever may write into the socket's folder could listen in the program's place, read what is piped into the command and choose what
/// it becomes. So a folder that others may use is refused.
fn socket() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let other = named("KEYHOLD_COMMAND_LINE_DIR").filter(|_| packaged_program().is_none());
    // Others may read the profile's folder on macOS, which is not made for the socket alone.
    let (folder, forbidden) = if let Some(folder) = other {
        (folder, OTHERS_MAY)
    } else if cfg!(target_os = "macos") {
        (named("HOME")?.join("Library/Application Support/Keyhold"), OTHERS_MAY_WRITE)
    } else {
        let runtime = named("XDG_RUNTIME_DIR")?;
        // Whoever may write to it could exchange our folder between the look and the connection.
        refuse_if(OTHERS_MAY_WRITE, &runtime, metadata(&runtime));
        (runtime.join("keyhold"), OTHERS_MAY)
    };
    let is_there = refuse_if(forbidden, &folder, symlink_metadata(&folder));
    Some(folder.join("command-line.sock")).filter(|_| is_there)
}

const OTHERS_MAY: u32 = 0o077;
const OTHERS_MAY_WRITE: u32 = 0o022;

/// Stops if what was found is not the user's own folder, or if others may do there what is forbidden. `false`: there is nothing.
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

/// If the program has gone, whoever reads from it finds out.
pub fn send(to: &Sender, line: String) {
    send_unless(&AtomicBool::new(false), to, line)
}

/// Sends nothing once it is over, not even what has waited for its turn.
pub fn send_unless(is_over: &AtomicBool, to: &Sender, mut line: String) {
    line.push('\n');
    if let Ok(mut to) = to.lock() {
        if !is_over.load(SeqCst) {
            let _ = to.write_all(line.as_bytes()).and_then(|_| to.flush());
        }
    }
}
