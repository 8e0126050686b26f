/** What is true at the provider, held against what the program has and says. */
import { expect } from 'vitest'
import type { AccountId, KeyId, KeyRow, OperationId } from '../../../shared/model/model.ts'
import type { OperationState } from '../../../shared/model/operation.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { keptSecrets } from '../named.ts'
import { isBeforeUser } from '../nothing-lost.ts'
import type { RunningProgram } from '../program.ts'

/** Where no operation may stand when all is well and nothing can be under way. */
const PASSING: readonly OperationState[] = [
  'requested',
  'received',
  'unsaved',
  'stored',
  'retiring',
  'rolling-back',
]

export function createTruth(emulator: Emulator, account: AccountId) {
  /** By secret: which operation had asked for it. */
  const asked = new Map<string, OperationId | undefined>()
  const known = new Set<OperationId>()
  const putAway = new Set<OperationId>()
  /** Keys with a renewal whose answer was lost: the user was told that the value here may be dead. */
  const doubted = new Set<KeyId>()
  /** Values of keys that the user has asked to end, with or without an answer. */
  const condemned = new Set<string>()
  /** The act of this step may end a value that is not in the keychain, too, such as one that waits under seal. */
  let mayOthersEnd = false
  /** As of the last look: what worked at the provider, and what lay in the keychain. A renewal of a key that is off never worked. */
  let worked = new Set<string>()
  let lay = new Set<string>()

  const valuesOf = (program: RunningProgram, key: KeyId): string[] =>
    [...program.world.keychain.entries()].flatMap(([name, value]) =>
      name.startsWith(`key ${key} v`) ? [value] : [],
    )
  const currentOf = (program: RunningProgram, { id, version }: KeyRow): string | undefined =>
    program.world.keychain.entries().get(`key ${id} v${String(version)}`)

  /** One act is asked at a time, so what is new among both belongs together. */
  async function note(program: RunningProgram): Promise<void> {
    const { operations } = await program.snapshot()
    const fresh = operations.find(({ id }) => !known.has(id))
    for (const { id } of operations) known.add(id)
    for (const { key, state } of operations) if (state === 'unknown') doubted.add(key)
    for (const { secret } of emulator.handedOut()) if (!asked.has(secret)) asked.set(secret, fresh?.id)
  }

  /** One request ends one key, so what died since the last look was meant by the act between, unless its value says otherwise. */
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

    /** No secret is lost, and no key has ended that nobody asked to end. */
    async expectKept(program: RunningProgram): Promise<void> {
      await note(program)
      const kept = keptSecrets(program)
      const { operations: open, notices } = await program.snapshot()
      const operations = new Map(open.map((row) => [row.id, row]))
      expect(notices.map(({ kind }) => kind)).not.toContain('changes-lost')
      const isTold = (secret: string): boolean => {
        const id = asked.get(secret)
        if (id === undefined) return false
        // A later renewal of the same key settles an older one whose answer was lost: its secret is dead.
        const isSettled = putAway.has(id) || (!operations.has(id) && !emulator.isAlive(secret))
        return isSettled || isBeforeUser(operations.get(id))
      }
      const lost = emulator
        .handedOut()
        .flatMap(({ secret }, at) => (kept.has(secret) || isTold(secret) ? [] : [at]))
      expect(lost, 'secrets that were handed out and are nowhere, by their number').toEqual([])
      expectNoneEndedUnasked(new Set(program.world.keychain.entries().values()))
    },

    /** After a list that was read to its end. Does nothing where there was none: the account may have lost its own credential. */
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
