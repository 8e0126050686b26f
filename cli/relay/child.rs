//! Other commands: the one that replaces this process (`exec`), and a child that runs for the program.

use std::env;
use std::ffi::{CString, OsStr, OsString};
use std::fs::OpenOptions;
use std::io::{Error, Read};
use std::os::raw::{c_int, c_ulong};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::io::IntoRawFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering::SeqCst};
use std::sync::mpsc::{channel, RecvTimeoutError, Sender as Token};
use std::sync::Arc;
use std::thread::{sleep, spawn};
use std::time::Duration;

use crate::base64::to_base64;
use crate::connection::{send, send_unless, Sender};
use crate::limits::*;
use crate::message::Order;
use crate::system::*;

/// Searches for a command in this process's own `PATH`, as a shell does. The error is the system's error code.
fn find_command(name: &OsStr) -> Result<PathBuf, String> {
    if name.as_bytes().contains(&b'/') {
        return tried(PathBuf::from(name));
    }
    let folders = env::var_os("PATH").unwrap_or_else(|| OsString::from("/usr/bin:/bin"));
    let mut failure = "ENOENT".to_string();
    for folder in env::split_paths(&folders) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder.as_path() };
        match tried(folder.join(name)) {
            Ok(path) => return Ok(path),
            Err(code) if code == "EACCES" => failure = code,
            Err(_) => (),
        }
    }
    Err(failure)
}

fn tried(path: PathBuf) -> Result<PathBuf, String> {
    let found = path.metadata().map_err(|error| code_of(&error))?;
    let name = CString::new(path.as_os_str().as_bytes()).unwrap_or_default();
    let is_program = found.is_file() && unsafe { access(name.as_ptr(), X_OK) } == 0;
    Some(path).filter(|_| is_program).ok_or_else(|| "EACCES".to_string())
}

fn command_of(order: &Order, path: &Path) -> Command {
    let mut command = Command::new(path);
    command.args(&order.command[1..]);
    for name in &order.without {
        command.env_remove(name);
    }
    command.envs(order.variables.iter().map(|(name, value)| (name, value)));
    command
}

/// Replaces this process: same process ID, streams, terminal and exit code. Returns only if the system refuses.
pub fn become_command(order: &Order) -> ! {
    let name = &order.command[0];
    let failure = match find_command(name) {
        Ok(path) => code_of(&command_of(order, &path).arg0(name).exec()),
        Err(code) => code,
    };
    if failure == "ENOENT" {
        stop(127, &format!("{} was not found.", shown(name)))
    }
    stop(126, &format!("{} could not be started ({}).", shown(name), failure))
}

/// The child's process id while it runs, else 0.
static CHILD: AtomicI32 = AtomicI32::new(0);
/// Whether the last child's whole output and its end are sent.
pub static IS_CHILD_REPORTED: AtomicBool = AtomicBool::new(true);
/// Whether the last child was asked to end.
static IS_ENDING: AtomicBool = AtomicBool::new(false);
/// The controlling terminal of this process, as a file; -1: there is none, or it was not opened yet.
static TERMINAL: AtomicI32 = AtomicI32::new(-1);
const MOMENT: Duration = Duration::from_millis(50);

/// Call only after the last child is reported.
pub fn run_child(order: &Order, to: &Sender) {
    IS_CHILD_REPORTED.store(false, SeqCst);
    IS_ENDING.store(false, SeqCst);
    let failed = |code: String| {
        IS_CHILD_REPORTED.store(true, SeqCst);
        send(to, format!("{{\"failed\":\"{}\"}}", code))
    };
    let mut command = match find_command(&order.command[0]) {
        Ok(path) => command_of(order, &path),
        Err(code) => return failed(code),
    };
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    tie_to_this_process(&mut command);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return failed(code_of(&error)),
    };
    CHILD.store(child.id() as i32, SeqCst);
    forward_signals();
    let is_over = Arc::new(AtomicBool::new(false));
    // The channel carries nothing. It closes when both streams have ended.
    let (token, carrying) = channel();
    if let Some(stream) = child.stdout.take() {
        carry(stream, "out", to, &is_over, token.clone());
    }
    if let Some(stream) = child.stderr.take() {
        carry(stream, "err", to, &is_over, token);
    }
    let to = to.clone();
    spawn(move || {
        let status = child.wait();
        CHILD.store(0, SeqCst);
        // A process that the child started may hold the output open forever.
        let mut waits = 4;
        while waits > 0 && carrying.recv_timeout(MOMENT) == Err(RecvTimeoutError::Timeout) {
            waits -= IS_ENDING.load(SeqCst) as u32;
        }
        is_over.store(true, SeqCst);
        let end = match status.ok().map(|status| (status.code(), status.signal())) {
            Some((_, Some(number))) => format!("{},\"signal\":\"{}\"", 128 + number, signal_name(number)),
            Some((Some(code), _)) => code.to_string(),
            _ => FAILED.to_string(),
        };
        IS_CHILD_REPORTED.store(true, SeqCst);
        send(&to, format!("{{\"ended\":{{\"code\":{}}}}}", end))
    });
}

/// Makes Linux kill the child when the thread that started it ends. The main thread starts it, which lives as long as this process.
fn tie_to_this_process(command: &mut Command) {
    #[cfg(target_os = "linux")]
    unsafe {
        const PR_SET_PDEATHSIG: c_int = 1;
        const ESRCH: c_int = 3;
        let parent = std::process::id() as c_int;
        command.pre_exec(move || {
            prctl(PR_SET_PDEATHSIG, SIGKILL as c_ulong);
            Some(()).filter(|_| getppid() == parent).ok_or_else(|| Error::from_raw_os_error(ESRCH))
        });
    }
    #[cfg(not(target_os = "linux"))]
    let _ = command;
}

fn carry(mut stream: impl Read + Send + 'static, name: &'static str, to: &Sender, is_over: &Arc<AtomicBool>, token: Token<()>) {
    let (to, is_over) = (to.clone(), is_over.clone());
    spawn(move || {
        let _token = token;
        let mut piece = [0; LARGEST_PIECE];
        while let (false, Ok(count @ 1..)) = (is_over.load(SeqCst), stream.read(&mut piece)) {
            let line = format!("{{\"child\":\"{}\",\"bytes\":\"{}\"}}", name, to_base64(&piece[..count]));
            send_unless(&is_over, &to, line)
        }
    });
}

/// Returns when the child has ended.
pub fn end_child() {
    end(asked_to_end())
}

/// Returns immediately. The child's last output and its end are still reported.
pub fn begin_end_child() {
    let child = asked_to_end();
    spawn(move || end(child));
}

/// The child's process id, or 0.
fn asked_to_end() -> c_int {
    IS_ENDING.store(true, SeqCst);
    CHILD.load(SeqCst)
}

fn end(child: c_int) {
    for wait in 0..=40 {
        // `kill(0)` would reach this process and its whole group, and a later child has another process ID.
        if child == 0 || CHILD.load(SeqCst) != child {
            return;
        }
        let number = match wait {
            0 => SIGTERM,
            40 => SIGKILL,
            _ => 0,
        };
        unsafe { kill(child, number) };
        sleep(MOMENT);
    }
}

/// Forwards signals that end a command to the running child. Without a child, the signals have their usual effect.
fn forward_signals() {
    if TERMINAL.load(SeqCst) < 0 {
        let terminal = OpenOptions::new().read(true).open("/dev/tty");
        TERMINAL.store(terminal.map_or(-1, IntoRawFd::into_raw_fd), SeqCst);
    }
    for number in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] {
        unsafe {
            if signal(number, forward as *const () as usize) == SIG_IGN {
                signal(number, SIG_IGN);
            }
        }
    }
}

/// The terminal sends Ctrl+C and Ctrl+\ to all foreground processes, so the child already has those.
extern "C" fn forward(number: c_int) {
    let child = CHILD.load(SeqCst);
    if child == 0 {
        return end_by(number);
    }
    let is_key = number == SIGINT || number == SIGQUIT;
    unsafe {
        if !is_key || tcgetpgrp(TERMINAL.load(SeqCst)) != getpgrp() {
            kill(child, number);
        }
    }
}
