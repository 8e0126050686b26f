//! Builds the first line of a command: its arguments, folder and environment.

use std::env;
use std::os::raw::c_ushort;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use crate::json::write_text;
use crate::limits::*;
use crate::system::{ioctl, isatty, stop, TIOCGWINSZ};

pub fn request_line() -> String {
    let mut line = format!("{{\"protocol\":{},\"args\":[", PROTOCOL);
    for (place, argument) in env::args_os().skip(1).enumerate() {
        if place >= MOST_ARGUMENTS || argument.len() > LONGEST_ARGUMENT {
            too_long()
        }
        line.push_str(if place > 0 { "," } else { "" });
        write_text(&mut line, argument.as_bytes());
    }
    line.push_str("],\"folder\":");
    write_text(&mut line, working_folder().as_os_str().as_bytes());
    line.push_str(",\"variables\":{");
    let sent = env::vars_os().filter(|(name, value)| {
        let is_sent = SENT_VARIABLES.iter().any(|sent| name == *sent) || value.as_bytes().starts_with(REFERENCE.as_bytes());
        is_sent && name.len() <= LONGEST_NAME && value.len() <= LONGEST_VALUE
    });
    for (place, (name, value)) in sent.enumerate() {
        line.push_str(if place > 0 { "," } else { "" });
        write_text(&mut line, name.as_bytes());
        line.push(':');
        write_text(&mut line, value.as_bytes());
    }
    let [input, out, err] = [0, 1, 2].map(|file| unsafe { isatty(file) } == 1);
    line.push_str(&format!("}},\"terminal\":{{\"in\":{},\"out\":{},\"err\":{}", input, out, err));
    if let Some(columns) = columns() {
        line.push_str(&format!(",\"columns\":{}", columns));
    }
    line.push_str("}}");
    if line.len() > LONGEST_LINE {
        too_long()
    }
    line
}

fn too_long() -> ! {
    stop(USAGE, "the arguments are too long.")
}

/// For a deleted folder: the name that the shell has for it.
fn working_folder() -> PathBuf {
    let named = || env::var_os("PWD").map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = env::current_dir().ok().or_else(named);
    folder.unwrap_or_else(|| stop(FAILED, "the working folder no longer exists."))
}

fn columns() -> Option<c_ushort> {
    let mut size: [c_ushort; 4] = [0; 4];
    let file = [1, 2, 0].into_iter().find(|file| unsafe { isatty(*file) } == 1)?;
    let is_told = unsafe { ioctl(file, TIOCGWINSZ, size.as_mut_ptr()) } == 0;
    Some(size[1]).filter(|columns| is_told && (1..=MOST_COLUMNS).contains(columns))
}
