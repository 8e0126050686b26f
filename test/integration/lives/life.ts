/** One life: a provider, a profile on disk, and a program that gets commands and faults, is killed, and starts again on what it left. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { AccountId, KeyId, OperationId } from '../../../shared/model/model.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { fakeClock, type FakeClock } from '../../fakes/clock.ts'
import { fileKeychain } from '../../fakes/file-keychain.ts'
import { withPoints } from '../kill/points.ts'
import { isChange, isCompletion, type MatrixRow } from '../matrix/rows.ts'
import { newFolder, startProgram, type RunningProgram } from '../program.ts'
import { COMMANDS, BY_ITSELF } from './commands.ts'
import { mortal, type Mortal } from './mortal.ts'
import { faultOf, type Step } from './steps.ts'
import { createTruth } from './truth.ts'

export type Life = Awaited<ReturnType<typeof beginLife>>

/** The time after a request until a check at the provider shows its result. */
const SETTLED_MS = 125_000

/** Starts a life with a connected account and one key with a stored secret. Call `end` when done. */
export async function beginLife(row: MatrixRow) {
  const emulator: Emulator = await row.start(1)
  let folder = newFolder()
  let clock: FakeClock = fakeClock(Date.now())
  let body: Mortal
  let program: RunningProgram
  let aheadMs = 0
  let named = 0
  /** Bugs of the program itself, which no fault excuses. */
  const faults: string[] = []
  /** Set while a step runs during which the program dies. */
  let dying: { placesLeft: number; readonly image: string } | undefined

  /** The next start finds only what is on the disk at this moment. */
  function die(): void {
    if (dying === undefined || body.isKilled()) return
    cpSync(folder, dying.image, { recursive: true })
    body.kill()
  }

  async function start(): Promise<void> {
    clock = fakeClock(Date.now() + aheadMs)
    program = await startProgram(folder, {
      clock,
      heard: (call, result) => {
        const isFault = !result.ok && result.error.kind === 'unexpected' && !body.isKilled()
        if (isFault) faults.push(`${call}: ${program.world.record.log.at(-1) ?? ''}`)
      },
      around(world) {
        body = mortal(world)
        return withPoints(body.world, () => {
          if (dying !== undefined && dying.placesLeft-- === 0) die()
        })
      },
    })
  }

  await start()
  const account: AccountId = await program!.connect(emulator)
  await program!.ask('settings:change', { syncMinutes: 0 }) // the steps start each sync
  const truth = createTruth(emulator, account)

  const life = {
    row,
    account,
    emulator,
    truth,
    get program() {
      return program
    },
    newName: () => `name-${String((named += 1))}`,
    /** From now on this key may end, because the user asked for it. */
    mayEnd: (key: KeyId) => truth.mayEnd(program, key),
    putAway: (operation: OperationId) => truth.putAway(operation),
    unlock: () => fileKeychain(join(folder, 'keychain')).unlock(),
    pass(ms: number): void {
      aheadMs += ms
      emulator.pass(ms)
      clock.pass(ms)
    },
    async restart(): Promise<void> {
      await program.close()
      await start()
    },

    /** Runs a step with its fault, and continues with what the next start finds. */
    async take(step: Step): Promise<void> {
      if (step.pick % 2 === 0) life.unlock() // an earlier step may have locked it
      const before = asked()
      if (step.fault !== undefined) emulator.fault({ ...faultOf(step.fault), on: isChange })
      if (step.keychain === 'locks') program.world.keychain.lock()
      else if (step.keychain !== undefined) body.failNext(step.keychain)
      if (step.diesAfter !== undefined) dying = { placesLeft: step.diesAfter, image: newFolder() }
      const own = body
      await COMMANDS[step.command](life, step.pick).catch((error: unknown) => {
        if (!own.isKilled()) throw error // errors of the killed program do not matter
      })
      await afterlife()
      emulator.clearFaults()
      // A disabled key is enabled again before its replacement is deleted.
      expect(asked() - before, 'requests that change something').toBeLessThanOrEqual(
        BY_ITSELF.includes(step.command) ? 0 : step.command === 'roll back' ? 2 : 1,
      )
      await truth.expectKept(program)
      expect(faults, 'faults of the program').toEqual([])
    },

    /** Removes all faults, lets time pass and checks twice. Then the program must report the real state. */
    async expectTruth(): Promise<void> {
      life.unlock()
      await life.restart()
      await program.ask('keychain:check')
      await program.ask('account:sync', { account })
      life.pass(SETTLED_MS)
      await program.ask('account:sync', { account })
      await truth.expectKept(program)
      await truth.expectSo(program)
    },

    async end(): Promise<void> {
      await program.close()
      await emulator.close()
    },
  }

  /** The changes so far, without those that complete a new key. */
  function asked(): number {
    return emulator.requests.filter((request) => isChange(request) && !isCompletion(request)).length
  }

  /** Closes the dead program. The next one starts on the copy of the disk from the moment of death. */
  async function afterlife(): Promise<void> {
    if (dying === undefined) return
    die()
    const { image } = dying
    dying = undefined
    await program.close()
    folder = image
    await start()
  }

  await life.take({ command: 'create', pick: 0, fault: undefined, keychain: undefined, diesAfter: undefined })
  return life
}
