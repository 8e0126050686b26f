/** The paths of the project, and the progress output of the set-up. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder, absolute, without a slash at the end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** The set-up's own files. May be deleted at any time. */
export const OWN_DIR = join(ROOT, '.bootstrap')

/** Prints one line of progress to stderr, so that a script's own output stays clean. @param {string} line */
export const say = (line) => void process.stderr.write(`keyhold: ${line}\n`)
