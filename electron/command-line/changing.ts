/** Shared by the commands that change a key at its provider: confirmation, progress and the text for the outcome. */
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { Failure, type AppError } from '../../shared/contract/errors.ts'
import type { KeyRow, OperationId } from '../../shared/model/model.ts'
import type { OperationStep, Outcome } from '../../shared/model/operation.ts'
import type { ChangeRequest } from '../core/approvals/approvals.ts'
import { CHANGING } from './changing-messages.ts'
import { CommandStop, valueOf, type ActingContext, type Input } from './command.ts'
import { exitCodeOf, failureWords, storedFailure } from './failure-messages.ts'
import { printEvents } from './print-events.ts'

/**
 * Resolves when the user has confirmed the change. `overlapHours`: how long the old secret of a regeneration stays valid. Throws Failure `approval`,
 * `locked`.
 */
export async function confirmed(
  { session, program, isLocked }: ActingContext,
  key: KeyRow,
  change: ChangeRequest['change'],
  input: Input,
  overlapHours?: number,
): Promise<void> {
  const reason = valueOf(input, 'reason')
  const request = { key: key.id, change, overlapHours, requester: session.requester, reason }
  await program.approvals().confirm(request, session.signal)
  if (isLocked()) throw new Failure({ kind: 'locked' })
}

/**
 * Runs the operation and prints its outcome.
 *
 * SECURITY: has no abort signal. A request that was sent runs to its end, also without its client, because its answer may hold the only copy
 * of a secret.
 */
export async function withOutcome(
  context: ActingContext,
  key: KeyRow,
  done: string,
  action: () => Promise<Outcome>,
): Promise<number> {
  const stopPrinting = printSteps(context)
  try {
    const outcome = await action()
    return await printOutcome(context, key, done, outcome)
  } catch (error) {
    throw named(error, context, key)
  } finally {
    stopPrinting()
  }
}

async function printOutcome(
  context: ActingContext,
  key: KeyRow,
  done: string,
  outcome: Outcome,
): Promise<number> {
  const { output } = context
  if (outcome.outcome === 'stored') {
    await output.lines(done)
    if (outcome.unfinished === undefined) return EXIT.done
    throw new CommandStop(
      EXIT.failed,
      CHANGING.unfinished,
      wordsFor(storedFailure(outcome.unfinished), context, key),
    )
  }
  const error = storedFailure(outcome.error)
  const words = wordsFor(error, context, key)
  switch (outcome.outcome) {
    case 'rejected':
      throw new CommandStop(
        error.kind === 'not-found' ? EXIT.failed : exitCodeOf(error),
        words,
        CHANGING.rejected,
      )
    case 'unsaved':
      throw new CommandStop(EXIT.failed, CHANGING.unsaved(key.name), words, CHANGING.unsavedNext)
    case 'unknown':
      throw new CommandStop(EXIT.unknown, CHANGING.unknown(key.name), words, CHANGING.unknownNext)
  }
}

/** A failure of a provider, with that provider's name. */
export function named(error: unknown, context: ActingContext, key: KeyRow): unknown {
  if (!(error instanceof Failure)) return error
  return new CommandStop(exitCodeOf(error.error), wordsFor(error.error, context, key))
}

function wordsFor(error: AppError, { program }: ActingContext, { provider }: KeyRow): string {
  const name = program
    .vault()
    .snapshot()
    .providers.find(({ id }) => id === provider)?.name
  return failureWords(error, { now: program.clock.now(), provider: name })
}

/** The steps of an operation that take time. */
const STEP_WORDS: Partial<Record<OperationStep, string>> = CHANGING.steps

/** Assumes that the next operation to begin belongs to this call. If another one begins at the same moment, only the printed progress is wrong. */
function printSteps(context: ActingContext): () => void {
  let mine: OperationId | undefined
  return printEvents(context, 'operation:progress', ({ operation, step }) => {
    mine ??= operation
    return operation === mine ? STEP_WORDS[step] : undefined
  })
}
