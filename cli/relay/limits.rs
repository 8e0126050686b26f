//! The numbers of shared/contract/command-line-limits.ts and of the request's schema.

pub const PROTOCOL: u32 = 1;
pub const LONGEST_LINE: usize = 1_000_000;
pub const LARGEST_PIECE: usize = 64_000;
pub const SENT_VARIABLES: [&str; 6] = ["NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "SHELL", "PWD"];
pub const REFERENCE: &[u8] = b"keyhold://";
pub const LONGEST_NAME: usize = 1_000;
pub const LONGEST_VALUE: usize = 32_768;
pub const FAILED: i32 = 1;
pub const USAGE: i32 = 2;
pub const NO_PROGRAM: i32 = 6;
