/** `keyhold __complete -- WORDS...`: what completions ask. The first line says who completes; then one candidate a line, with a tab before its words. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { ReadingCommand, ReadingContext } from '../command.ts'
import { completionsFor } from '../completions.ts'
import { printable } from '../printable.ts'
import type { VaultReading } from '../vault-reading.ts'
import { COMPLETION } from './completion-messages.ts'

export const complete: ReadingCommand = {
  name: '__complete',
  summary: COMPLETION.hidden,
  details: [],
  rest: { name: 'WORDS', isRepeated: true, help: COMPLETION.hidden },
  examples: [],
  needsUnlocked: false,
  isHidden: true,
  async reads(context, { rest }) {
    const completion = completionsFor(rest, { commands: context.commands, vault: readable(context) })
    const lines =
      completion.kind === 'words'
        ? completion.candidates.map(({ word, says }) =>
            says === undefined ? word : `${word}\t${printable(says)}`,
          )
        : []
    // SECURITY: candidates hold no control character (`completionsFor`); the tab between the two is our own.
    await context.output.raw([completion.kind, ...lines].map((line) => `${line}\n`).join(''))
    return EXIT.done
  },
}

/** While no name may be shown or read, only commands and options are completed. */
function readable({ isLocked, reading }: ReadingContext): VaultReading | undefined {
  if (isLocked()) return undefined
  try {
    return reading()
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
