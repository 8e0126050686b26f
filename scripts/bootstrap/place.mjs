/** Where the project lies, and the voice of the set-up. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder, absolute, without a slash at the end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** What the set-up keeps for itself. Can be deleted at any time. */
export const OWN_DIR = join(ROOT, '.bootstrap')

/** One line of progress, on stderr, so that a script's own output stays clean. @param {string} line */
export const say = (line) => void process.stderr.write(`keyhold: ${line}\n`)
