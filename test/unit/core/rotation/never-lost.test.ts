/** Runs random commands and faults on a vault. After every step, no issued secret may be lost. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOverlap } from '../../../../electron/core/overlap/overlap-transitions.ts'
import { Failure } from '../../../../shared/contract/errors.ts'
import type { KeyRow } from '../../../../shared/model/model.ts'
import { PlantedBug } from '../../../fakes/provider-vault.ts'
import { HAPPENINGS, mend, STRAY, type Life } from '../happenings.ts'
import { connect, makeMachine, orFailure, settle } from '../vault-set-up.ts'

const lives = fc.array(
  fc.record({ what: fc.constantFrom(...Object.keys(HAPPENINGS)), pick: fc.nat({ max: 99 }) }),
  { minLength: 1, maxLength: 25 },
)

/** Runs a step to its end, including the deadline of a hung keychain. Only a Failure or the planted bug may be thrown. */
async function happen(life: Life, what: string, pick: number): Promise<void> {
  const running = (async () => HAPPENINGS[what]!(life, pick))().catch((error: unknown) => {
    if (!(error instanceof Failure) && !isPlanted(error)) throw error
  })
  const isOver = () => Promise.race([running.then(() => true), settle().then(() => false)])
  let rounds = 0
  while (!(await isOver())) {
    expect(++rounds, `${what} never ends`).toBeLessThan(40)
    life.machine.clock.pass(10_000)
  }
  await settle()
}

/** The fault `bug` of the fake provider. Commands without an operation pass it to the gate, which turns it into a ticket. */
const isPlanted = (error: unknown) => error instanceof PlantedBug

const beginnings = fc.record({ keepsAddress: fc.boolean(), isRenewed: fc.boolean() })

/** `isRenewed`: a key with a stored secret was regenerated elsewhere, and a list has shown a key that may be the same. */
async function begin({
  keepsAddress,
  isRenewed,
}: {
  keepsAddress: boolean
  isRenewed: boolean
}): Promise<Life> {
  const machine = makeMachine({ keepsAddress })
  machine.cloud.add('one')
  machine.cloud.add('two')
  const vault = machine.open()
  await vault.start()
  const account = await connect(vault)
  if (isRenewed) {
    await vault.rotation.regenerate(machine.keyNamed('one').id)
    machine.cloud.renewElsewhere(
      [...machine.cloud.keys.values()].findIndex(({ remote }) => remote.label === 'one'),
    )
    await vault.sync.start(account)
  }
  return { machine, account, vault }
}

/** What the log may contain after faults: failures and the planted bug. */
const isForeseen = (error: unknown) =>
  error instanceof Failure ||
  isPlanted(error) ||
  (error instanceof Error && error.message === 'Object has been destroyed')

const currentSecrets = ({ machine: { database, port } }: Life) =>
  database.truth.keys.all().flatMap(({ id, version }) => {
    const held = database.truth.versions.get(id, version)
    return held === undefined ? [] : [port.entries.get(held.entry)]
  })

const waiting = ({ machine }: Life) =>
  machine.database.truth.operations.open().filter((one) => one.state !== 'unknown' && !isOverlap(one))

/** Operations that do not end although all faults are over. Faults that were still pending may cost some tries. */
async function leftOpen(life: Life) {
  for (let tries = 0; tries < 5; tries++)
    for (const { id } of waiting(life)) await life.vault.rotation.resume(id).catch(orFailure)
  return waiting(life)
}

const byId = (rows: readonly KeyRow[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** Work that runs without a command of the user, and so ends no key. */
const BY_ITSELF: readonly string[] = ['time passes', 'sync', 'restart', 'check the keychain', 'mend']
const ended = ({ machine }: Life) => machine.cloud.calls.revoke + machine.cloud.calls.switch

/** The time after a request until a check at the provider shows its result. */
const SETTLED_MS = 125_000
const inDoubt = ({ machine }: Life) =>
  machine.database.truth.operations
    .open()
    .filter(({ state }) => state === 'retiring' || state === 'rolling-back')

describe('whatever happens to a vault,', () => {
  it(
    'no secret that was handed out is lost, and nothing unforeseen happens',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(lives, beginnings, async (steps, beginning) => {
          const life = await begin(beginning)
          const hadFullDisk = steps.some(({ what }) => what === 'the disk is full')
          for (const { what, pick } of steps) {
            const before = ended(life)
            await happen(life, what, pick)
            if (BY_ITSELF.includes(what)) expect(ended(life), what).toBe(before)
            expect(await life.machine.lost(life.vault)).toEqual([])
            if (!hadFullDisk) expect(life.vault.atRisk(), what).toEqual([])
            expect(currentSecrets(life)).not.toContain(STRAY)
            expect(byId(life.vault.snapshot().keys), what).toEqual(byId(life.vault.rows.allKeys()))
          }
          expect(life.machine.fake.unexpected.filter(({ error }) => !isForeseen(error))).toEqual([])
          expect(life.machine.port.mostAtOnce).toBe(1)
          mend(life)
          await settle()
          await happen(life, 'check the keychain', 0)
          await happen(life, 'sync', 0)
          expect(await leftOpen(life)).toEqual([])
          life.machine.clock.pass(SETTLED_MS)
          await settle()
          await happen(life, 'sync', 0)
          expect(inDoubt(life)).toEqual([])
          expect(await life.machine.lost(life.vault)).toEqual([])
        }),
        { numRuns: Number(process.env.LIVES ?? 150) },
      )
    },
  )
})
