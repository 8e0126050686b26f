/** One life: a provider, a profile on disk, and a program that is asked, disturbed, killed and started again on what it left. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { AccountId, KeyId, OperationId } from '../../../shared/model/model.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { fakeClock, type FakeClock } from '../../fakes/clock.ts'
import { fileKeychain } from '../../fakes/file-keychain.ts'
import { withPoints } from '../kill/points.ts'
import { isChange, type MatrixRow } from '../matrix/rows.ts'
import { newFolder, startProgram, type RunningProgram } from '../program.ts'
import { COMMANDS, BY_ITSELF } from './commands.ts'
import { mortal, type Mortal } from './mortal.ts'
import { faultOf, type Step } from './steps.ts'
import { createTruth } from './truth.ts'

export type Life = Awaited<ReturnType<typeof beginLife>>

/** So long after a request a look at the provider tells what has come of it. */
const SETTLED_MS = 125_000

/** Connected, with one key whose secret is held. `end` it. */
export async function beginLife(row: MatrixRow) {
  const emulator: Emulator = await row.start(1)
  let folder = newFolder()
  let clock: FakeClock = fakeClock(Date.now())
  let body: Mortal
  let program: RunningProgram
  let aheadMs = 0
  let named = 0
  /** Faults of the program itself, which no misfortune excuses. */
  const faults: string[] = []
  /** Set while a step runs that the program is to die of. */
  let dying: { placesLeft: number; readonly image: string } | undefined

  /** What lies on the disk in this very moment is all that the next start will find. */
  function die(): void {
    if (dying === undefined || body.isDead()) return
    cpSync(folder, dying.image, { recursive: true })
    body.kill()
  }

  async function start(): Promise<void> {
    clock = fakeClock(Date.now() + aheadMs)
    program = await startProgram(folder, {
      clock,
      heard: (call, result) => {
        const isFault = !result.ok && result.error.kind === 'unexpected' && !body.isDead()
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
  await program!.ask('settings:change', { syncMinutes: 0 }) // the life says when
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
    /** Whoever asks for it may end this key from here on. */
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

    /** Does it, disturbed as it says, and goes on with whatever the next start finds. */
    async take(step: Step): Promise<void> {
      if (step.pick % 2 === 0) life.unlock() // what an earlier step has locked
      const before = emulator.requests.filter(isChange).length
      if (step.fault !== undefined) emulator.fault({ ...faultOf(step.fault), on: isChange })
      if (step.keychain === 'locks') program.world.keychain.lock()
      else if (step.keychain !== undefined) body.failNext(step.keychain)
      if (step.diesAfter !== undefined) dying = { placesLeft: step.diesAfter, image: newFolder() }
      const own = body
      await COMMANDS[step.command](life, step.pick).catch((error: unknown) => {
        if (!own.isDead()) throw error // what a dead program makes of a world without answers is nobody's concern
      })
      await afterlife()
      emulator.clearFaults()
      const asked = emulator.requests.filter(isChange).length - before
      // A key that was switched off goes on again before its replacement is deleted.
      expect(asked, 'requests that change something').toBeLessThanOrEqual(
        BY_ITSELF.includes(step.command) ? 0 : step.command === 'roll back' ? 2 : 1,
      )
      await truth.expectKept(program)
      expect(faults, 'faults of the program').toEqual([])
    },

    /** All is well again, time passes, and two looks are taken: then what is said must be so. */
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

  /** The dead program is laid to rest where nobody looks any more; the next one starts on its image. */
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
