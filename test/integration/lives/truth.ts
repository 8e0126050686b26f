/** Compares the state at the provider with what the program stores and reports. */
import { expect } from 'vitest'
import type { AccountId, KeyId, KeyRow, OperationId } from '../../../shared/model/model.ts'
import type { OperationState } from '../../../shared/model/operation.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { keptSecrets } from '../named.ts'
import { isBeforeUser } from '../nothing-lost.ts'
import type { RunningProgram } from '../program.ts'

/** The states in which no operation may be once all faults are over and no request can be running. */
const PASSING: readonly OperationState[] = [
  'requested',
  'received',
  'unsaved',
  'stored',
  'retiring',
  'rolling-back',
]

export function createTruth(emulator: Emulator, account: AccountId) {
  /** The operation that requested each secret. */
  const asked = new Map<string, OperationId | undefined>()
  const known = new Set<OperationId>()
  const putAway = new Set<OperationId>()
  /** Keys whose regeneration got no answer, so that the program has reported that the stored secret may not work. */
  const doubted = new Set<KeyId>()
  /** Secrets of keys that the user asked to end, with or without an answer. */
  const condemned = new Set<string>()
  /** The command of this step may also end a secret that is not in the keychain, such as one in a sealed response. */
  let mayOthersEnd = false
  /** At the last check: the secrets that worked at the provider, and those in the keychain. A regenerated secret of a disabled key never worked. */
  let worked = new Set<string>()
  let lay = new Set<string>()

  const valuesOf = (program: RunningProgram, key: KeyId): string[] =>
    [...program.world.keychain.entries()].flatMap(([name, value]) =>
      name.startsWith(`key ${key} v`) ? [value] : [],
    )
  const currentOf = (program: RunningProgram, { id, version }: KeyRow): string | undefined =>
    program.world.keychain.entries().get(`key ${id} v${String(version)}`)

  /** Only one command runs at a time, so a new operation and a new secret belong together. */
  async function note(program: RunningProgram): Promise<void> {
    const { operations } = await program.snapshot()
    const fresh = operations.find(({ id }) => !known.has(id))
    for (const { id } of operations) known.add(id)
    for (const { key, state } of operations) if (state === 'unknown') doubted.add(key)
    for (const { secret } of emulator.handedOut()) if (!asked.has(secret)) asked.set(secret, fresh?.id)
  }

  /** One request ends one key. So a key that ended since the last check was ended by the command in between, unless its secret shows otherwise. */
  function expectNoneEndedUnasked(kept: ReadonlySet<string>): void {
    const handedOut = emulator.handedOut()
    const ended = handedOut.flatMap(({ secret, alive }, at) => {
      const isAsked = condemned.has(secret) || (mayOthersEnd && !lay.has(secret))
      return alive || !worked.has(secret) || isAsked ? [] : [at]
    })
    worked = new Set(handedOut.filter(({ alive }) => alive).map(({ secret }) => secret))
    lay = new Set(kept)
    mayOthersEnd = false
    expect(ended, 'keys that ended unasked, by the number of their secret').toEqual([])
  }

  return {
    putAway: (operation: OperationId) => void putAway.add(operation),
    async mayEnd(program: RunningProgram, key: KeyId): Promise<void> {
      for (const value of valuesOf(program, key)) condemned.add(value)
      mayOthersEnd = true
    },

    /** Checks that no secret is lost, and that no key ended without a request. */
    async expectKept(program: RunningProgram): Promise<void> {
      await note(program)
      const kept = keptSecrets(program)
      const { operations: open, notices } = await program.snapshot()
      const operations = new Map(open.map((row) => [row.id, row]))
      expect(notices.map(({ kind }) => kind)).not.toContain('changes-lost')
      const isReported = (secret: string): boolean => {
        const id = asked.get(secret)
        if (id === undefined) return false
        // A later regeneration of the same key settles an earlier one without an answer: the earlier secret no longer works.
        const isSettled = putAway.has(id) || (!operations.has(id) && !emulator.isAlive(secret))
        return isSettled || isBeforeUser(operations.get(id))
      }
      const lost = emulator
        .handedOut()
        .flatMap(({ secret }, at) => (kept.has(secret) || isReported(secret) ? [] : [at]))
      expect(lost, 'secrets that were handed out and are nowhere, by their number').toEqual([])
      expectNoneEndedUnasked(new Set(program.world.keychain.entries().values()))
    },

    /** Checks the state after a complete list. Does nothing if there was none, because the account may have lost its own credential. */
    async expectSo(program: RunningProgram): Promise<void> {
      const { keys, operations, accounts } = await program.snapshot()
      if (accounts.find(({ id }) => id === account)?.sync.state !== 'done') return
      expect(operations.map(({ state }) => state).filter((state) => PASSING.includes(state))).toEqual([])
      for (const key of keys.filter(({ id, secret }) => secret === 'held' && !doubted.has(id))) {
        const value = currentOf(program, key)
        if (value === undefined || !asked.has(value)) continue
        const isSaidToWork = key.goneSince === undefined && key.switch !== 'disabled'
        expect(emulator.isAlive(value), `${key.name} works`).toBe(isSaidToWork)
      }
    },
  }
}
