//! The numbers of shared/contract/command-line-limits.ts, by the same names.

use std::os::raw::c_ushort;

pub const PROTOCOL: u32 = 1;
pub const LONGEST_LINE: usize = 1_000_000;
pub const LARGEST_PIECE: usize = 64_000;
pub const MOST_ARGUMENTS: usize = 10_000;
pub const LONGEST_ARGUMENT: usize = 200_000;
pub const MOST_COLUMNS: c_ushort = 10_000;
pub const LONGEST_NAME: usize = 1_000;
pub const LONGEST_VALUE: usize = 32_768;
pub const REFERENCE: &str = "keyhold://";
pub const SENT_VARIABLES: [&str; 6] = ["NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "SHELL", "PWD"];
pub const FAILED: i32 = 1;
pub const USAGE: i32 = 2;
pub const NO_PROGRAM: i32 = 6;
