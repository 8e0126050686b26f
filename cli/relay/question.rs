//! Asks the program's questions at the terminal and hides the typed answers.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Read, Write};
use std::mem::zeroed;
use std::os::raw::c_int;
use std::os::unix::io::AsRawFd;
use std::ptr::{addr_of_mut, null_mut};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering::SeqCst};
use std::thread::spawn;

use crate::base64::to_base64;
use crate::connection::{send, Sender};
use crate::limits::LARGEST_PIECE;
use crate::system::*;

#[cfg(target_os = "linux")]
type Flags = u32;
#[cfg(not(target_os = "linux"))]
type Flags = std::os::raw::c_ulong;

/// The terminal's settings (`termios`). Only `local` is changed. `rest` is larger than on any system.
#[repr(C)]
#[derive(Clone, Copy)]
struct Settings {
    input: Flags,
    output: Flags,
    control: Flags,
    local: Flags,
    rest: [u64; 16],
}

/// A signal set (`sigset_t`), larger than on any system.
type SignalSet = [u64; 16];

extern "C" {
    fn tcgetattr(file: c_int, settings: *mut Settings) -> c_int;
    fn tcsetattr(file: c_int, when: c_int, settings: *const Settings) -> c_int;
    fn sigemptyset(set: *mut SignalSet) -> c_int;
    fn sigaddset(set: *mut SignalSet, number: c_int) -> c_int;
    fn pthread_sigmask(how: c_int, set: *const SignalSet, before: *mut SignalSet) -> c_int;
}

const ECHO: Flags = 8;
/// Applies after pending output is written. `FLUSH` also drops text that was typed before.
const DRAIN: c_int = 1;
const FLUSH: c_int = 2;

#[cfg(target_os = "linux")]
const SIG_UNBLOCK: c_int = 1;
#[cfg(not(target_os = "linux"))]
const SIG_UNBLOCK: c_int = 2;

/// Whether a question waits for its answer. Only one question waits at a time.
pub static IS_ASKING: AtomicBool = AtomicBool::new(false);
/// The terminal that hides typed text now, as a file; -1: there is none.
static HIDING: AtomicI32 = AtomicI32::new(-1);
/// The old settings of that terminal. Written before `HIDING`.
static mut BEFORE: Settings = Settings { input: 0, output: 0, control: 0, local: 0, rest: [0; 16] };

/// Sends the answer when the user has typed it. Call only while no question waits.
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

/// The typed line without its line feed; `None` if there is no terminal or its input has ended.
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

/// Returns the old handlers, for `give_back`; `None` if the terminal cannot hide typed text.
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

/// Keeps an ignored signal ignored. Returns the old handler.
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

/// Like `show`, this is safe in a signal handler.
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

/// Makes the terminal show typed text again. Does nothing if it already does.
pub fn show() {
    show_for_now();
    HIDING.store(-1, SeqCst);
}

extern "C" fn end(number: c_int) {
    show();
    end_by(number)
}

/// Stops this process, and hides typed text again when it continues, also if the system did not stop it because no shell could continue it.
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

/// Also after a stop that no handler can see. The shell changed the terminal while this process was stopped.
extern "C" fn go_on(_: c_int) {
    hide_again();
}
