/** A key and its replacement in one profile, at one provider: creates them, kills the program during their operations, and reads the result. */
import { expect } from 'vitest'
import type { AccountId, KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow, Outcome } from '../../../shared/model/operation.ts'
import type { Result } from '../../../shared/contract/errors.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import type { FaultKind } from '../../emulators/faults.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { isChange, type MatrixRow } from '../matrix/rows.ts'
import { expectNothingLost } from '../nothing-lost.ts'
import { newFolder, startProgram } from '../program.ts'
import { keyOf } from '../rows.ts'
import type { Action } from './child.ts'
import { runToDeath, type Death } from './die.ts'

export const ACTIONS = ['replace', 'switch off', 'switch on', 'delete', 'roll back'] as const
export type PairAction = (typeof ACTIONS)[number]

/** The time after a request until even a slow provider shows its result. */
const SETTLED_MS = 125_000

/** The longest read lag of a provider. */
const LATE_MS = 61_000

/** The keys of the test: the old key and, once the overlap exists, the new key and its operation. */
interface Pair {
  readonly old: KeyRow
  readonly label: string
  readonly fresh?: KeyRow
  readonly action: Action
}

/** The real state of the pair, at the provider and in Keyhold. */
export interface Truth {
  readonly old: { readonly works: boolean; readonly row: KeyRow }
  /** Missing until the provider has created it. */
  readonly fresh: { readonly works: boolean; readonly row: KeyRow | undefined } | undefined
  readonly operation: OperationRow | undefined
}

/** Whether an operation is the replacement of this key. */
const isOf =
  ({ id }: KeyRow) =>
  ({ overlap }: OperationRow): boolean =>
    overlap?.old === id

/** One profile whose program is killed and started again and again. `isCredential`: the key is the account's own credential. */
export async function startPairs(row: MatrixRow, emulator: Emulator, isCredential: boolean) {
  const profile = newFolder()
  const asked = new Map<string, string>()
  let aheadMs = 0
  let made = 0
  let clock = fakeClock(Date.now())
  let program = await startProgram(profile, { clock })
  const account: AccountId = await program.connect(emulator)
  await program.ask('settings:change', { syncMinutes: 0 }) // the test starts each sync

  async function start(): Promise<void> {
    clock = fakeClock(Date.now() + aheadMs)
    program = await startProgram(profile, { clock })
  }
  function pass(ms: number): void {
    aheadMs += ms
    emulator.pass(ms)
    clock.pass(ms)
  }
  const stored = async (outcome: Promise<Outcome>) => {
    const { key, ...rest } = await outcome
    expect(rest.outcome).toBe('stored')
    pass(LATE_MS)
    return keyOf(program, key)
  }
  const oldKey = async (): Promise<KeyRow> => {
    const own = (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf === account)
    if (isCredential && own !== undefined) return own
    return stored(program.ask('key:create', { account, draft: row.draft(`made-${String(made)}`) }))
  }

  /** The call that the separate process makes. Everything that it needs has succeeded before. */
  async function prepare(what: PairAction): Promise<Pair> {
    made += 1
    const old = await oldKey()
    const like = (await program.ask('key:replacement', { key: old.id })).draft
    const renamed = row.renamed(`like-${String(made)}`)
    const label = Object.keys(renamed).length === 0 ? old.name : `like-${String(made)}`
    const input = { key: old.id, draft: { ...like, ...renamed }, overlapHours: 24 }
    if (what === 'replace') return { old, label, action: { call: 'key:replace', input } }
    const fresh = await stored(program.ask('key:replace', input))
    const operation = fresh.overlap!.operation
    const { name } = old
    if (what === 'switch on') await program.ask('overlap:retire', { operation, by: 'switch-off', name })
    const actions: Record<Exclude<PairAction, 'replace'>, Action> = {
      'switch off': { call: 'overlap:retire', input: { operation, by: 'switch-off', name } },
      'switch on': { call: 'overlap:revive', input: { operation } },
      delete: { call: 'overlap:retire', input: { operation, by: 'delete', name } },
      'roll back': { call: 'overlap:roll-back', input: { operation, name: label } },
    }
    return { old, label, fresh, action: actions[what] }
  }

  const secretOf = ({ id, version }: KeyRow) =>
    program.world.keychain.entries().get(`key ${id} v${String(version)}`) ?? ''

  async function truth({ old, label, fresh }: Pair, given: number): Promise<Truth> {
    const { keys, operations } = await program.snapshot()
    const made = emulator.handedOut()[given]
    const freshRow = keys.find(({ id, name }) => (fresh ? id === fresh.id : id !== old.id && name === label))
    const freshSecret = fresh ? secretOf(fresh) : made?.secret
    return {
      old: { works: emulator.isAlive(secretOf(old)), row: await keyOf(program, old) },
      fresh: freshSecret === undefined ? undefined : { works: emulator.isAlive(freshSecret), row: freshRow },
      operation: operations.find(isOf(old)),
    }
  }

  const changes = () => emulator.requests.filter(isChange).length

  /** Two checks: one at once, and one when no request can be running. No request may be repeated meanwhile. */
  async function checkTwice(pair: Pair, given: number): Promise<readonly Truth[]> {
    const before = changes()
    const row = (await program.snapshot()).operations.find(isOf(pair.old))
    for (const { secret } of emulator.handedOut().slice(given)) asked.set(secret, row?.id ?? '')
    const truths: Truth[] = []
    for (const afterMs of [0, SETTLED_MS]) {
      pass(afterMs)
      await program.ask('account:sync', { account })
      await expectNothingLost(program, emulator, asked)
      truths.push(await truth(pair, given))
    }
    expect(changes(), 'asked again').toBe(before)
    return truths
  }

  return {
    /** Prepares the pair, kills the program at that point (or not at all), starts it again, and checks twice. */
    async die(what: PairAction, killAt?: number): Promise<{ death: Death; truths: readonly Truth[] }> {
      const pair = await prepare(what)
      await program.close()
      const given = emulator.handedOut().length
      const death = await runToDeath({ profile, action: pair.action, aheadMs, killAt })
      await start()
      return { death, truths: await checkTwice(pair, given) }
    },
    /**
     * Sends a request that gets no answer, and checks twice. `asked`: the number of requests that the provider got. `acted`: whether the provider had
     * acted by then.
     */
    async lose(what: PairAction, kind: FaultKind) {
      const pair = await prepare(what)
      const given = emulator.handedOut().length
      const [before, then] = [changes(), await truth(pair, given)]
      emulator.fault({ ...kind, on: isChange })
      const { call, input } = pair.action
      const result = await (program.call as (name: string, input: unknown) => Promise<Result<unknown>>)(
        call,
        input,
      )
      emulator.clearFaults()
      const now = await truth(pair, given)
      const acted = then.old.works !== now.old.works || then.fresh?.works !== now.fresh?.works
      return { result, asked: changes() - before, acted, now, truths: await checkTwice(pair, given) }
    },
    /** Ends the open operations of the pair as the user would. */
    async end({ operation }: Truth): Promise<void> {
      if (operation === undefined || operation.state === 'unknown') return // the message names the lost secret
      const { id, state, overlap } = operation
      expect(['overlapping', 'retired'], `left ${state}`).toContain(state)
      await program.ask('overlap:retire', { operation: id, by: 'delete', name: overlap!.oldName })
    },
    close: () => program.close(),
  }
}
