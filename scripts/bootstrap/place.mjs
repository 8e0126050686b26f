/** Where the project lies, and the voice of the set-up. */
import { fileURLToPath } from 'node:url'

/** The project's root folder, absolute, without a slash at the end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** One line of progress, on stderr, so that a script's own output stays clean. @param {string} line */
export const say = (line) => void process.stderr.write(`keyhold: ${line}\n`)
