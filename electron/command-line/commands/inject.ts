/** `keyhold inject`: a template with secrets in place of its references. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { CommandStop, usage, valueOf, type ActingCommand, type ActingContext } from '../command.ts'
import { needKey } from '../need-key.ts'
import { releaseSecrets, wantedSecret } from '../secrets.ts'
import { fillTemplate, parseTemplate } from '../template.ts'
import { decoded, LARGEST_FILE, readTemplate, writeText } from '../text-files.ts'
import { INJECT } from './inject-messages.ts'

export const inject: ActingCommand = {
  name: 'inject',
  ...INJECT.spec,
  needsUnlocked: true,
  asks: 'secret',
  async acts(context, input) {
    const { session, output } = context
    const [from, to] = [valueOf(input, 'in') ?? '-', valueOf(input, 'out')]
    const { terminal, folder } = session.request
    if (from === '-' && terminal.in) throw usage(INJECT.noTemplate)
    if (to === undefined && terminal.out && !input.flags.has('show'))
      throw new CommandStop(EXIT.usage, INJECT.terminal)
    const text = from === '-' ? await readInput(context) : await readTemplate(folder, from)
    const parts = parseTemplate(text)
    const vault = context.reading()
    const wanted = parts.flatMap((part) =>
      typeof part === 'string'
        ? []
        : [wantedAt(part, () => wantedSecret(needKey(part.reference, vault), vault))],
    )
    const secrets = await releaseSecrets(context, wanted, {
      command: 'inject',
      reason: valueOf(input, 'reason'),
    })
    const filled = fillTemplate(parts, secrets)
    if (to === undefined) await output.raw(filled)
    else await writeText(folder, to, filled, { force: input.flags.has('force') })
    return EXIT.done
  },
}

/** Runs `find`, and adds the line of the template to an error about its reference. */
function wantedAt<T>({ line }: { readonly line: number }, find: () => T): T {
  try {
    return find()
  } catch (error) {
    if (!(error instanceof CommandStop)) throw error
    const [first = '', ...more] = error.lines
    throw new CommandStop(error.code, INJECT.inLine(line, first), ...more)
  }
}

async function readInput({ session }: ActingContext): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of session.input()) {
    pieces.push(piece)
    length += piece.length
    if (length > LARGEST_FILE) break
  }
  return decoded(Buffer.concat(pieces), INJECT.input)
}
