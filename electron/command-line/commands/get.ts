/** `keyhold get`: the secret to standard output. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { CommandStop, usage, valueOf, type ActingCommand } from '../command.ts'
import { needKey, type NeededKey } from '../need-key.ts'
import { printable } from '../printable.ts'
import { neededVersion, releaseSecrets, wantedSecret } from '../secrets.ts'
import type { VaultReading } from '../vault-reading.ts'
import { copyKey } from './copy.ts'
import { GET } from './get-messages.ts'

export const get: ActingCommand = {
  name: 'get',
  ...GET.spec,
  needsUnlocked: true,
  asks: 'secret',
  async acts(context, input) {
    const { session, output } = context
    const { flags, words } = input
    const [name = ''] = words
    if (flags.has('copy') && flags.has('show')) throw usage(GET.both)
    const vault = context.reading()
    const needed = neededVersion(needKey(name, vault), input)
    if (flags.has('copy')) return copyKey(context, needed, vault, { reason: valueOf(input, 'reason') })
    const isTerminal = session.request.terminal.out
    if (isTerminal && !flags.has('show')) throw new CommandStop(EXIT.usage, GET.terminal)
    const text = await theSecret(context, needed, vault, valueOf(input, 'reason'))
    if (!isTerminal) await output.raw(text)
    else await showOn(output, text)
    return EXIT.done
  },
}

async function theSecret(
  context: Parameters<ActingCommand['acts']>[0],
  needed: NeededKey,
  vault: VaultReading,
  reason: string | undefined,
): Promise<string> {
  const [text = ''] = await releaseSecrets(context, [wantedSecret(needed, vault)], { command: 'get', reason })
  return text
}

/** Prints control characters as visible text, because a terminal would execute them. */
async function showOn(output: Parameters<ActingCommand['acts']>[0]['output'], text: string): Promise<void> {
  const lines = text.split('\n')
  const isPlain = lines.every((line) => printable(line) === line)
  await output.lines(...lines)
  if (!isPlain) await output.notes(GET.escaped)
}
