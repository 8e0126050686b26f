//! System calls that the standard library lacks, the standard streams, and how the command ends.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Error, ErrorKind, Write};
use std::mem::ManuallyDrop;
use std::os::raw::{c_char, c_int, c_ulong};
use std::os::unix::io::FromRawFd;
use std::process::exit;
use std::thread::sleep;
use std::time::Duration;

use crate::child::end_child;
use crate::limits::FAILED;
use crate::question::show;

extern "C" {
    pub fn isatty(file: c_int) -> c_int;
    pub fn ioctl(file: c_int, request: c_ulong, ...) -> c_int;
    pub fn signal(number: c_int, handler: usize) -> usize;
    pub fn raise(number: c_int) -> c_int;
    pub fn kill(process: c_int, number: c_int) -> c_int;
    pub fn geteuid() -> u32;
    pub fn getpgrp() -> c_int;
    pub fn tcgetpgrp(file: c_int) -> c_int;
    pub fn access(path: *const c_char, mode: c_int) -> c_int;
    #[cfg(target_os = "linux")]
    pub fn prctl(option: c_int, ...) -> c_int;
    #[cfg(target_os = "linux")]
    pub fn getppid() -> c_int;
}

pub const X_OK: c_int = 1;
pub const SIG_DFL: usize = 0;
pub const SIG_IGN: usize = 1;
pub const SIGHUP: c_int = 1;
pub const SIGINT: c_int = 2;
pub const SIGQUIT: c_int = 3;
pub const SIGKILL: c_int = 9;
pub const SIGPIPE: c_int = 13;
pub const SIGTERM: c_int = 15;
#[cfg(target_os = "linux")]
pub const SIGCONT: c_int = 18;
#[cfg(not(target_os = "linux"))]
pub const SIGCONT: c_int = 19;
#[cfg(target_os = "linux")]
pub const SIGTSTP: c_int = 20;
#[cfg(not(target_os = "linux"))]
pub const SIGTSTP: c_int = 18;
#[cfg(target_os = "linux")]
pub const TIOCGWINSZ: c_ulong = 0x5413;
#[cfg(not(target_os = "linux"))]
pub const TIOCGWINSZ: c_ulong = 0x4008_7468;

pub fn code_of(error: &Error) -> String {
    let name = match error.raw_os_error() {
        Some(1) => "EPERM",
        Some(2) => "ENOENT",
        Some(5) => "EIO",
        Some(7) => "E2BIG",
        Some(8) => "ENOEXEC",
        Some(12) => "ENOMEM",
        Some(13) => "EACCES",
        Some(20) => "ENOTDIR",
        Some(21) => "EISDIR",
        Some(26) => "ETXTBSY",
        Some(27) => "EFBIG",
        Some(28) => "ENOSPC",
        Some(other) => return format!("errno {}", other),
        None => "EUNKNOWN",
    };
    name.to_string()
}

pub fn signal_name(number: c_int) -> String {
    let linux = cfg!(target_os = "linux");
    let name = match number {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        7 if linux => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        10 if linux => "SIGUSR1",
        10 => "SIGBUS",
        11 => "SIGSEGV",
        12 if linux => "SIGUSR2",
        12 => "SIGSYS",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        30 if !linux => "SIGUSR1",
        31 if !linux => "SIGUSR2",
        31 => "SIGSYS",
        other => return format!("SIG{}", other),
    };
    name.to_string()
}

/// The sentences are the same as in cli/client-messages.ts.
pub fn stop(code: i32, sentence: &str) -> ! {
    show();
    end_child();
    let line = format!("keyhold: {}\n", sentence);
    let _ = standard(2).write_all(line.as_bytes());
    exit(code)
}

/// Control characters could change the terminal, so they are replaced.
pub fn shown(text: &OsStr) -> String {
    text.to_string_lossy().replace(|each: char| each.is_control(), "\u{fffd}")
}

/// A standard stream without Rust's own buffer, and without closing it at the end.
pub fn standard(file: c_int) -> ManuallyDrop<File> {
    ManuallyDrop::new(unsafe { File::from_raw_fd(file) })
}

/// Waits for the reader, also if another program made the stream non-blocking.
pub fn write_all(file: c_int, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        match standard(file).write(bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(error) => match error.kind() {
                ErrorKind::Interrupted => (),
                ErrorKind::WouldBlock => sleep(Duration::from_millis(5)),
                _ if file == 2 => return,
                ErrorKind::BrokenPipe => {
                    show();
                    end_child();
                    end_by(SIGPIPE)
                }
                _ => stop(FAILED, &format!("standard output could not be written ({}).", code_of(&error))),
            },
        }
    }
}

pub fn end_by(number: c_int) {
    unsafe {
        signal(number, SIG_DFL);
        raise(number);
    }
}
