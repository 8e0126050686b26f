/** Reads answers as data: parses leniently, and never guesses. */
import { z } from 'zod'
import type { Answer } from '../core/ports/provider.ts'
import type { WaitForTurn } from '../core/ports/loop.ts'
import { notUnderstood } from './failure.ts'

/** The JSON value of a body; `undefined` if the body is not JSON (JSON itself has no `undefined`). */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown
  } catch {
    return undefined
  }
}

/** The answer's body in the shape of `schema`, without unknown fields. Throws Failure `provider` `not-understood`. */
export function readAnswer<T>(schema: z.ZodType<T>, { body, status }: Answer): T {
  const parsed = schema.safeParse(parseJson(body))
  if (!parsed.success) throw notUnderstood(status)
  return parsed.data
}

/** The number of rows read in one turn of the event loop: about ten milliseconds. */
const ROWS_A_TURN = 1_000

/** The shape of a list whose rows are read one by one, by {@link readRows}. */
export const RawRows = z.array(z.unknown())

/**
 * Reads the rows of a list in turns, in their order: each in the shape of `schema`, then by `read`. Stops at the first row that does not fit, so that
 * a long list of wrong rows costs no more than one. Throws Failure `provider` `not-understood`, and the errors of `read`.
 */
export async function readRows<T, R>(
  rows: readonly unknown[],
  {
    turn,
    schema,
    status,
    read,
  }: {
    readonly turn: WaitForTurn
    readonly schema: z.ZodType<T>
    /** The HTTP status of the answer. */
    readonly status: number
    readonly read: (row: T) => R
  },
): Promise<readonly R[]> {
  const done: R[] = []
  for (const row of rows) {
    if (done.length > 0 && done.length % ROWS_A_TURN === 0) await turn(rows.length - done.length)
    const parsed = schema.safeParse(row)
    if (!parsed.success) throw notUnderstood(status)
    done.push(read(parsed.data))
  }
  return done
}
