//! Questions of the program, asked at the terminal, which does not show what is typed.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Read, Write};
use std::mem::zeroed;
use std::os::raw::c_int;
use std::os::unix::io::AsRawFd;
use std::ptr::{addr_of_mut, null_mut};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering::SeqCst};
use std::thread::spawn;

use crate::base64::to_base64;
use crate::door::{send, Sender};
use crate::limits::LARGEST_PIECE;
use crate::system::*;

#[cfg(target_os = "linux")]
type Flags = u32;
#[cfg(not(target_os = "linux"))]
type Flags = std::os::raw::c_ulong;

/// The terminal's settings. Only `local` is ours to change; `rest` is larger than any system has it.
#[repr(C)]
#[derive(Clone, Copy)]
struct Settings {
    input: Flags,
    output: Flags,
    control: Flags,
    local: Flags,
    rest: [u64; 16],
}

/// Larger than any system's set of signals.
type SignalSet = [u64; 16];

extern "C" {
    fn tcgetattr(file: c_int, settings: *mut Settings) -> c_int;
    fn tcsetattr(file: c_int, when: c_int, settings: *const Settings) -> c_int;
    fn sigemptyset(set: *mut SignalSet) -> c_int;
    fn sigaddset(set: *mut SignalSet, number: c_int) -> c_int;
    fn pthread_sigmask(how: c_int, set: *const SignalSet, before: *mut SignalSet) -> c_int;
}

const ECHO: Flags = 8;
/// After what was written; with `FLUSH`, what was typed before is dropped.
const DRAIN: c_int = 1;
const FLUSH: c_int = 2;

#[cfg(target_os = "linux")]
const SIG_UNBLOCK: c_int = 1;
#[cfg(not(target_os = "linux"))]
const SIG_UNBLOCK: c_int = 2;

/// Whether a question waits for its answer. One does at a time.
pub static IS_ASKING: AtomicBool = AtomicBool::new(false);
/// The terminal that hides what is typed, as a file; -1: none does.
static HIDING: AtomicI32 = AtomicI32::new(-1);
/// Of that terminal, as they were. Written before `HIDING` is.
static mut BEFORE: Settings = Settings { input: 0, output: 0, control: 0, local: 0, rest: [0; 16] };

/// Sends the answer when there is one. Only if no question waits.
pub fn ask(question: Vec<u8>, to: &Sender) {
    IS_ASKING.store(true, SeqCst);
    let to = to.clone();
    spawn(move || {
        let answer = answer_to(&question);
        IS_ASKING.store(false, SeqCst);
        let value = answer.map_or("null".to_string(), |line| format!("\"{}\"", to_base64(&line)));
        send(&to, format!("{{\"answer\":{}}}", value))
    });
}

/// A line without its line feed; `None`: there is no terminal, or nothing more comes from it.
fn answer_to(question: &[u8]) -> Option<Vec<u8>> {
    if unsafe { isatty(0) } != 1 {
        return None;
    }
    let open = |path: &str| OpenOptions::new().read(true).write(true).open(path);
    let mut terminal = open("/dev/tty").or_else(|_| open("/dev/stdin")).ok()?;
    let signals = hide(&terminal)?;
    let line = terminal.write_all(question).and_then(|_| read_line(&mut terminal));
    show();
    give_back(signals);
    let _ = terminal.write_all(b"\n");
    line.ok().flatten()
}

fn read_line(terminal: &mut File) -> Result<Option<Vec<u8>>, Error> {
    let mut line = Vec::new();
    let mut piece = [0; 4_096];
    loop {
        match terminal.read(&mut piece) {
            Ok(0) => return Ok(Some(line).filter(|line| !line.is_empty())),
            Ok(count) => line.extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => (),
            Err(error) => return Err(error),
        }
        if line.last() == Some(&b'\n') {
            line.pop();
            return Ok(Some(line));
        }
        if line.len() > LARGEST_PIECE {
            return Ok(None);
        }
    }
}

type Handlers = Vec<(c_int, usize)>;

/// The handlers of before, for `give_back`; `None`: the terminal would show what is typed.
fn hide(terminal: &File) -> Option<Handlers> {
    let file = terminal.as_raw_fd();
    unsafe {
        let mut before: Settings = zeroed();
        if tcgetattr(file, &mut before) != 0 {
            return None;
        }
        *addr_of_mut!(BEFORE) = before;
        HIDING.store(file, SeqCst);
        let ends = [SIGHUP, SIGINT, SIGQUIT, SIGTERM].map(|number| (number, end as *const () as usize));
        let stops = [(SIGTSTP, stop_here as *const () as usize), (SIGCONT, go_on as *const () as usize)];
        let handlers = ends.into_iter().chain(stops).map(|(number, handler)| (number, taken(number, handler))).collect();
        if hide_again() {
            return Some(handlers);
        }
        HIDING.store(-1, SeqCst);
        give_back(handlers);
        None
    }
}

/// What is ignored stays ignored. Returns the handler of before.
fn taken(number: c_int, handler: usize) -> usize {
    unsafe {
        let before = signal(number, handler);
        if before == SIG_IGN {
            signal(number, SIG_IGN);
        }
        before
    }
}

fn give_back(handlers: Handlers) {
    for (number, handler) in handlers {
        unsafe { signal(number, handler) };
    }
}

/// As `show`, this is safe in the handler of a signal.
fn hide_again() -> bool {
    let file = HIDING.load(SeqCst);
    unsafe {
        let mut hidden = *addr_of_mut!(BEFORE);
        hidden.local &= !ECHO;
        file >= 0 && tcsetattr(file, FLUSH, &hidden) == 0
    }
}

fn show_for_now() {
    let file = HIDING.load(SeqCst);
    if file >= 0 {
        unsafe { tcsetattr(file, DRAIN, addr_of_mut!(BEFORE)) };
    }
}

/// The terminal shows again what is typed. Does nothing if it does already.
pub fn show() {
    show_for_now();
    HIDING.store(-1, SeqCst);
}

extern "C" fn end(number: c_int) {
    show();
    end_by(number)
}

/// Stops at once, and hides again what is typed when it goes on, also where nobody could have let it go on and so it did not stop.
extern "C" fn stop_here(number: c_int) {
    show_for_now();
    end_by(number);
    unsafe {
        let mut set: SignalSet = zeroed();
        sigemptyset(&mut set);
        sigaddset(&mut set, number);
        pthread_sigmask(SIG_UNBLOCK, &set, null_mut());
    }
    taken(number, stop_here as *const () as usize);
    hide_again();
}

/// Also after a stop that no handler can see. The shell has changed the terminal meanwhile.
extern "C" fn go_on(_: c_int) {
    hide_again();
}
