/**
 * `keyhold __complete -- WORDS...`: called by the completion scripts of the shells. The first line of the output names what completes the word. Each
 * further line is a candidate, a tab and its description.
 */
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
    // SECURITY: `completionsFor` leaves no control character in a candidate, so the tab after it is always the separator.
    await context.output.raw([completion.kind, ...lines].map((line) => `${line}\n`).join(''))
    return EXIT.done
  },
}

/** `undefined` while the app is locked or the vault does not open: only commands and options are completed then. */
function readable({ isLocked, reading }: ReadingContext): VaultReading | undefined {
  if (isLocked()) return undefined
  try {
    return reading()
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
