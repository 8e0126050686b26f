/** One account on which each key is regenerated or created with a different fault, and the result of each. */
import { expect } from 'vitest'
import type { AccountId } from '../../shared/model/model.ts'
import type { OperationRow, Outcome } from '../../shared/model/operation.ts'
import type { Emulator } from '../emulators/emulator.ts'
import type { FaultKind } from '../emulators/faults.ts'
import { fakeClock } from '../fakes/clock.ts'
import { createFrailNetwork } from './frail-network.ts'
import { expectNothingLost } from './nothing-lost.ts'
import { newFolder, type RunningProgram } from './program.ts'
import type { Stage } from './stage.ts'
import { TROUBLES, type Trouble } from './troubles.ts'

export type ActionName = 'regenerate' | 'create'

/** The result of one fault. */
export interface Ordeal {
  readonly name: string
  readonly outcome: Outcome['outcome']
  readonly acts: boolean
  /** The state in the journal. Missing once the operation has ended. */
  readonly state: OperationRow['state'] | undefined
  readonly sealed: boolean
  /** The number of requests that could have issued a secret. */
  readonly requests: number
  /** Used only in the printed table. */
  readonly operation: string
  readonly why: string
}

export async function startOrdeals(stage: Stage, emulator: Emulator, action: ActionName) {
  const clock = fakeClock(Date.now())
  const network = createFrailNetwork()
  const folder = newFolder()
  const parts = { clock, through: network.through }
  let program = await stage.start(folder, parts)
  const account = await program.connect(emulator)
  const asked = new Map<string, string>()
  const keys = (await program.snapshot()).keys.filter(({ credentialOf }) => credentialOf === undefined)
  const troubles = TROUBLES.filter(({ only }) => only === undefined || only === action)
  let passedMs = 0

  const isIssue = ({ method, path }: { readonly method: string; readonly path: string }) =>
    method === 'PATCH' || (method === 'POST' && /\/(keys\/|pipelines|key)$/.test(path))
  const issues = () => emulator.requests.filter(isIssue).length
  const ask = (at: number): Promise<Outcome> =>
    action === 'regenerate'
      ? program.ask('key:regenerate', { key: keys[at]!.id })
      : program.ask('key:create', { account, draft: { [labelField(emulator)]: labelAt(at) } })

  /** The row of the key on the page, and the content of the keychain. */
  const picture = async (at: number) => ({
    key: (await program.snapshot()).keys.find(({ id }) => id === keys[at]?.id),
    count: (await program.snapshot()).keys.length,
    entries: program.world.keychain.entries(),
  })

  async function askUnder({ waits = false }: Trouble, fault: FaultKind | undefined, at: number) {
    if (fault === undefined) network.closeDoor()
    else emulator.fault({ ...fault, on: isIssue })
    const arrived = waits ? emulator.arrival(isIssue) : undefined
    const outcome = ask(at)
    await arrived
    if (waits) network.expire()
    return outcome
  }

  async function suffer(trouble: Trouble, at: number): Promise<Ordeal> {
    const given = emulator.handedOut().length
    const old = emulator.handedOut()[at]?.secret ?? ''
    const before = await picture(at)
    const requests = issues()
    const came = await askUnder(trouble, trouble.fault(old), at)
    emulator.clearFaults()
    for (const { secret } of emulator.handedOut().slice(given)) asked.set(secret, came.operation)
    if (came.outcome === 'rejected') expect(await picture(at), trouble.name).toEqual(before)
    await expectNothingLost(program, emulator, asked)
    const row = (await program.snapshot()).operations.find(({ id }) => id === came.operation)
    return {
      name: trouble.name,
      outcome: came.outcome,
      acts: emulator.handedOut().length > given,
      state: row?.state,
      sealed: row?.sealed ?? false,
      requests: issues() - requests + (trouble.fault(old) === undefined ? 1 : 0),
      operation: came.operation,
      why: came.outcome === 'stored' ? '' : whyOf(came.error),
    }
  }

  return {
    account,
    troubles,
    keyAt: (at: number) => keys[at]!,
    program: (): RunningProgram => program,
    /** Stores a secret for the first keys. */
    async holdAll() {
      for (const at of troubles.keys()) expect((await ask(at)).outcome).toBe('stored')
    },
    async sufferAll(): Promise<Ordeal[]> {
      const ordeals: Ordeal[] = []
      for (const [at, trouble] of troubles.entries()) ordeals.push(await suffer(trouble, at))
      return ordeals
    },
    /** Lets time pass for the program and the provider, then syncs a complete list. */
    async check(afterMs: number): Promise<ReadonlyMap<string, OperationRow>> {
      passedMs += afterMs
      emulator.setSkew(passedMs)
      clock.pass(afterMs)
      await program.ask('account:sync', { account })
      return rowsOf(program, account)
    },
    async restart() {
      await program.close()
      program = await stage.start(folder, parts)
      return rowsOf(program, account)
    },
    expectNothingLost: () => expectNothingLost(program, emulator, asked),
    requests: issues,
  }
}

async function rowsOf(program: RunningProgram, of: AccountId) {
  const { operations } = await program.snapshot()
  return new Map(operations.filter(({ account }) => account === of).map((row) => [row.id as string, row]))
}

const labelField = ({ provider }: Emulator) => (provider === 'ripe-atlas' ? 'label' : 'name')
export const labelAt = (at: number) => `made-${at}`

const whyOf = (error: { readonly kind: string; readonly why?: unknown }) =>
  typeof error.why === 'string' ? error.why : error.kind
