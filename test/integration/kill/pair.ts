/** A key and its replacement on one profile, at one provider: how they are made, killed over, and what must be true of them after. */
import { expect } from 'vitest'
import type { AccountId, KeyRow } from '../../../shared/model.ts'
import type { OperationRow, Outcome } from '../../../shared/operation.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { isChange, type MatrixRow } from '../matrix/rows.ts'
import { expectNothingLost } from '../nothing-lost.ts'
import { newFolder, startProgram } from '../program.ts'
import { keyOf } from '../rows.ts'
import type { Act } from './child.ts'
import { runToDeath, type Death } from './die.ts'

export const ACTS = ['replace', 'switch off', 'switch on', 'delete', 'roll back'] as const
export type PairAct = (typeof ACTS)[number]

/** So long after a request even a slow provider must have shown the truth. */
const SETTLED_MS = 125_000

/** What is killed over: the old key, and from the overlap on the new one and the operation that made it. */
interface Pair {
  readonly old: KeyRow
  readonly label: string
  readonly fresh?: KeyRow
  readonly act: Act
}

/** What is true of the pair, at the provider and here. */
export interface Truth {
  readonly old: { readonly works: boolean; readonly row: KeyRow }
  /** Missing until the provider has made it. */
  readonly fresh: { readonly works: boolean; readonly row: KeyRow | undefined } | undefined
  readonly operation: OperationRow | undefined
}

/** One profile that is killed again and again, and comes back each time. `isCredential`: the account's own key is replaced. */
export async function startPairs(row: MatrixRow, emulator: Emulator, isCredential: boolean) {
  const profile = newFolder()
  const asked = new Map<string, string>()
  let aheadMs = 0
  let made = 0
  let clock = fakeClock(Date.now())
  let program = await startProgram(profile, { clock })
  const account: AccountId = await program.connect(emulator)
  await program.ask('settings:change', { syncMinutes: 0 }) // the test says when

  async function start(): Promise<void> {
    clock = fakeClock(Date.now() + aheadMs)
    program = await startProgram(profile, { clock })
  }
  const stored = async (outcome: Promise<Outcome>) => {
    const { key, ...rest } = await outcome
    expect(rest.outcome).toBe('stored')
    return keyOf(program, key)
  }
  const oldKey = async (): Promise<KeyRow> => {
    const own = (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf === account)
    if (isCredential && own !== undefined) return own
    return stored(program.ask('key:create', { account, draft: row.draft(`made-${String(made)}`) }))
  }

  /** What the program is asked for in its process; whatever it takes before has gone well. */
  async function prepare(what: PairAct): Promise<Pair> {
    made += 1
    const label = `like-${String(made)}`
    const old = await oldKey()
    const like = (await program.ask('key:replacement', { key: old.id })).draft
    const draft = { ...like, ...row.draft(label) }
    const input = { key: old.id, draft: isCredential ? { ...like, label } : draft, overlapHours: 24 }
    if (what === 'replace') return { old, label, act: { call: 'key:replace', input } }
    const fresh = await stored(program.ask('key:replace', input))
    const operation = fresh.overlap!.operation
    const { name } = old
    if (what === 'switch on') await program.ask('overlap:retire', { operation, by: 'switch-off', name })
    const acts: Record<Exclude<PairAct, 'replace'>, Act> = {
      'switch off': { call: 'overlap:retire', input: { operation, by: 'switch-off', name } },
      'switch on': { call: 'overlap:revive', input: { operation } },
      delete: { call: 'overlap:retire', input: { operation, by: 'delete', name } },
      'roll back': { call: 'overlap:roll-back', input: { operation, name: label } },
    }
    return { old, label, fresh, act: acts[what] }
  }

  const secretOf = ({ id, version }: KeyRow) =>
    program.world.keychain.entries().get(`key ${id} v${String(version)}`) ?? ''

  async function truth({ old, label, fresh }: Pair, given: number): Promise<Truth> {
    const { keys, operations } = await program.snapshot()
    const made = emulator.handedOut()[given]
    const freshRow = keys.find(({ id, name }) => (fresh ? id === fresh.id : name === label))
    const freshSecret = fresh ? secretOf(fresh) : made?.secret
    return {
      old: { works: emulator.isAlive(secretOf(old)), row: await keyOf(program, old) },
      fresh: freshSecret === undefined ? undefined : { works: emulator.isAlive(freshSecret), row: freshRow },
      operation: operations.find(({ name }) => name === label),
    }
  }

  return {
    account,
    program: () => program,
    /** Prepares, dies at that point (or not at all), starts again, and looks twice: at once, and when nothing can be under way. */
    async die(what: PairAct, killAt?: number): Promise<{ death: Death; look: readonly Truth[] }> {
      const pair = await prepare(what)
      await program.close()
      const given = emulator.handedOut().length
      const death = await runToDeath({ profile, act: pair.act, aheadMs, killAt })
      const changes = emulator.requests.filter(isChange).length
      await start()
      const row = (await program.snapshot()).operations.find(({ name }) => name === pair.label)
      for (const { secret } of emulator.handedOut().slice(given)) asked.set(secret, row?.id ?? '')
      const look: Truth[] = []
      for (const afterMs of [0, SETTLED_MS]) {
        aheadMs += afterMs
        emulator.pass(afterMs)
        clock.pass(afterMs)
        await program.ask('account:sync', { account })
        await expectNothingLost(program, emulator, asked)
        look.push(await truth(pair, given))
      }
      expect(emulator.requests.filter(isChange).length, 'asked again').toBe(changes)
      return { death, look }
    },
    /** Ends what is open of the pair as the user would. */
    async end({ operation }: Truth): Promise<void> {
      if (operation === undefined || operation.state === 'unknown') return // it names what is lost
      const { id, state, overlap } = operation
      expect(['overlapping', 'retired'], `left ${state}`).toContain(state)
      await program.ask('overlap:retire', { operation: id, by: 'delete', name: overlap!.oldName })
    },
    close: () => program.close(),
  }
}
