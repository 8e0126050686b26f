/** Checks a refusal: the right failure is returned, and nothing has changed. */
import { expect } from 'vitest'
import type { Result } from '../../shared/contract/errors.ts'
import type { HistoryKind } from '../../shared/model/history.ts'
import type { RunningProgram } from './program.ts'

/** The records that are written before a request is sent, whatever its outcome. */
const ASKED: ReadonlySet<HistoryKind> = new Set(['connection-tested', 'host-confirmed', 'host-refused'])

/** The state that must not change. Times of checks and the number of changes are excluded. */
export async function pictureOf(program: RunningProgram) {
  const { now: _now, revision: _revision, keychain, ...shown } = await program.snapshot()
  return {
    shown,
    keychain: { state: keychain.state, backend: keychain.backend },
    entries: program.world.keychain.entries(),
    history: (await program.ask('history:list', { limit: 500 }))
      .filter(({ kind }) => !ASKED.has(kind))
      .map(({ id }) => id),
    clipboard: program.world.record.clipboard,
    opened: [...program.world.record.opened],
  }
}

/** Calls as a page would that violates the contract. */
export const callLoosely = (program: RunningProgram, name: string, input?: unknown) =>
  (program.call as (name: string, input?: unknown) => Promise<Result<unknown>>)(name, input)

/** `error`: the parts of it that matter. */
export async function expectRefused(
  program: RunningProgram,
  name: string,
  input: unknown,
  error: Readonly<Record<string, unknown>>,
): Promise<void> {
  const before = await pictureOf(program)
  const result = await callLoosely(program, name, input)
  expect(result, `${name} ${JSON.stringify({ input }).slice(0, 120)}`).toMatchObject({ ok: false, error })
  expect(await pictureOf(program), `after ${name}`).toEqual(before)
}
