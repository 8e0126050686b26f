/** Fills one provider's row: runs every command with every fault, each on a separate key, and returns each result. */
import { expect } from 'vitest'
import type { KeyRow } from '../../../shared/model/model.ts'
import type { Outcome } from '../../../shared/model/operation.ts'
import type { AppError, Result } from '../../../shared/contract/errors.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { createFrailNetwork } from '../frail-network.ts'
import { expectNothingLost } from '../nothing-lost.ts'
import { newFolder } from '../program.ts'
import type { Stage } from '../stage.ts'
import type { MatrixFault } from './faults.ts'
import { isChange, type ActionName, type MatrixRow } from './rows.ts'

/** `sealed`: unknown, and the whole response is sealed on disk. `done`: only the status counts, and it was a success. */
export type Mark = 'not-sent' | 'refused' | 'unknown' | 'sealed' | 'done'

export async function startTrial(stage: Stage, row: MatrixRow, emulator: Emulator) {
  const network = createFrailNetwork()
  const folder = newFolder()
  const parts = { through: network.through }
  let program = await stage.start(folder, parts)
  const account = await program.connect(emulator)
  const asked = new Map<string, string>()
  const waiting = (await program.snapshot()).keys.filter(
    (key) => key.credentialOf === undefined && row.plays(key),
  )
  let made = 0

  const next = (): KeyRow => {
    const key = waiting.pop()
    if (key === undefined) throw new Error('Too few keys')
    return key
  }
  /** Prepares the draft at once. The returned function sends the request. */
  const replacementOf = async ({ id: key }: KeyRow): Promise<() => Promise<Result<Outcome>>> => {
    let reply = await program.call('key:replacement', { key })
    // A kept connection may close while a read is sent over it.
    for (let tries = 0; !reply.ok && tries < 3; tries += 1)
      reply = await program.call('key:replacement', { key })
    if (!reply.ok) throw new Error(`No draft: ${JSON.stringify(reply.error)}`)
    const { draft } = reply.value
    return () => program.call('key:replace', { key, draft, overlapHours: 24 })
  }
  /** Records which operation requested the secrets that were issued meanwhile. */
  const noted = async (run: () => Promise<Result<Outcome>>): Promise<Result<Outcome>> => {
    const given = emulator.handedOut().length
    const result = await run()
    const operation = result.ok ? result.value.operation : ''
    for (const { secret } of emulator.handedOut().slice(given)) asked.set(secret, operation)
    return result
  }
  const overlapOf = async () => {
    const old = next()
    const result = await noted(await replacementOf(old))
    if (!result.ok || result.value.outcome !== 'stored')
      throw new Error(`No overlap: ${JSON.stringify(result)}`)
    return { operation: result.value.operation, name: old.name }
  }
  /** The request, ready to be sent. Everything that it needs has succeeded before. */
  const prepared: Record<ActionName, () => Promise<() => Promise<Mark>>> = {
    create: async () => {
      const draft = row.draft(`made-${String((made += 1))}`)
      return () => issued(() => program.call('key:create', { account, draft }))
    },
    regenerate: async () => {
      const key = next().id
      return () => issued(() => program.call('key:regenerate', { key }))
    },
    replace: async () => {
      const replace = await replacementOf(next())
      return () => issued(replace)
    },
    update: async () => {
      const { id: key } = next()
      const draft = row.change(`changed-${String((made += 1))}`)
      return () => changed(() => program.call('key:update', { key, draft }))
    },
    switch: async () => {
      const { id: key, switch: now } = next()
      return () => changed(() => program.call('key:switch', { key, enabled: now !== 'enabled' }))
    },
    retire: async () => {
      const overlap = await overlapOf()
      return () => changed(() => program.call('overlap:retire', { ...overlap, by: 'delete' }))
    },
    revoke: async () => {
      const { id: key, name } = next()
      return () => changed(() => program.call('key:revoke', { key, name }))
    },
  }

  async function issued(run: () => Promise<Result<Outcome>>): Promise<Mark> {
    const result = await noted(run)
    if (!result.ok) return outcomeOf(result.error) // a read before the request failed, so no operation began
    const outcome = result.value
    if (outcome.outcome === 'stored' || outcome.outcome === 'unsaved') return 'done'
    const { operations } = await program.snapshot()
    if (operations.find(({ id }) => id === outcome.operation)?.sealed === true) return 'sealed'
    return outcomeOf(outcome.error as unknown as AppError)
  }
  async function changed(run: () => Promise<Result<unknown>>): Promise<Mark> {
    const result = await run()
    return result.ok ? 'done' : outcomeOf(result.error)
  }

  return {
    /** Checks that the request arrived once, and that no secret is lost. */
    async suffer(action: ActionName, fault: MatrixFault): Promise<Mark> {
      const { kind, waits = false } = fault
      const run = await prepared[action]()
      const before = emulator.requests.filter(isChange).length
      if (kind === undefined) network.closeDoor()
      else emulator.fault({ ...kind, on: isChange } as Parameters<Emulator['fault']>[0])
      const arrived = waits ? emulator.arrival(isChange) : undefined
      const running = run()
      await arrived
      if (waits) network.expire()
      let mark = await running
      const isReached = () => emulator.requests.filter(isChange).length > before
      // A kept connection may close while a read before the request is sent over it.
      for (let tries = 0; kind !== undefined && !isReached() && tries < 3; tries += 1) mark = await run()
      emulator.clearFaults()
      emulator.release()
      expect(emulator.requests.filter(isChange).length - before).toBe(sentOf(row, fault, mark))
      await expectNothingLost(program, emulator, asked)
      return mark
    },
    async restart(): Promise<void> {
      await program.close()
      program = await stage.start(folder, parts)
      await expectNothingLost(program, emulator, asked)
    },
  }
}

/** The number of times that the request arrives. */
function sentOf({ renewsToken }: MatrixRow, { name, kind }: MatrixFault, mark: Mark): number {
  if (kind === undefined) return 0
  return renewsToken === true && name === '401' && mark === 'done' ? 2 : 1
}

function outcomeOf(error: AppError): Mark {
  if (error.kind !== 'provider') throw new Error(`Not the provider’s: ${JSON.stringify(error)}`)
  return error.outcome
}
