/** The forms in which a secret can be copied. */
import { z } from 'zod'

/**
 * - `value`: the secret itself.
 * - `export`: a line for a POSIX shell.
 * - `env`: a line for a `.env` file that a shell, direnv, Node or python-dotenv reads.
 * - `docker`: a line for a file of Docker's `--env-file`.
 * - `header`: the whole header that the provider expects, including its name.
 * - `curl`: a command that calls the provider with the secret.
 */
export const CopyAs = z.enum(['value', 'export', 'env', 'docker', 'header', 'curl'])
export type CopyAs = z.infer<typeof CopyAs>

/** A form that adds something to the secret. */
export type CopyForm = Exclude<CopyAs, 'value'>
