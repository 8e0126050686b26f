/** Gets what opens a backup: the identity file of `--identity`, otherwise a passphrase that the terminal asks for. */
import type { OpenWith } from '../core/ports/worker.ts'
import { valueOf, type ActingContext, type Input } from './command.ts'
import { readPassphrase } from './passphrase.ts'
import { readText } from './text-files.ts'
import { USAGE } from './usage-messages.ts'

/** Throws {@link CommandStop} if there is neither. */
export async function openWith({ session }: ActingContext, input: Input): Promise<OpenWith> {
  const identity = valueOf(input, 'identity')
  if (identity !== undefined)
    return { kind: 'identities', text: await readText(session.request.folder, identity) }
  return { kind: 'passphrase', passphrase: await readPassphrase(session, USAGE.backupPassphrase) }
}
