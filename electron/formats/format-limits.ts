/** The bounds of what is read from a file. Real files are far below them; a hostile one is refused before it costs memory. */
import { LARGEST_IMPORT } from '../../shared/model/import-formats.ts'

/** Limits three things: the bytes of a file, the size that a compressed file may expand to, and the characters of all entries of a file. */
export const LARGEST_FILE = LARGEST_IMPORT
/** Entries of one file. */
export const MOST_ENTRIES = 100_000
/** Characters of one secret or note. Keychains refuse longer ones anyway. */
export const LONGEST_VALUE = 256 * 1024
/** Characters of the name of the folder, vault or profile of an entry. */
export const LONGEST_PATH = 1_000
/** Characters of a YAML file: its parser needs far more memory than its text. */
export const LARGEST_YAML = 4 * 1024 * 1024
/** Nested objects and lists of JSON. */
export const DEEPEST = 100
/** Memory of Argon2, in KiB. KeePass and Bitwarden offer at most 1 GiB. */
export const MOST_KDF_MEMORY = 1024 * 1024
/** Passes of Argon2. */
export const MOST_ARGON2_PASSES = 1_000
/** Memory of Argon2 in KiB times its passes: 1 GiB 64 times over, which takes minutes. */
export const MOST_ARGON2_WORK = 64 * MOST_KDF_MEMORY
/** Rounds of PBKDF2 and of AES-KDF. */
export const MOST_ROUNDS = 200_000_000
