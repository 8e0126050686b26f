/** Random lives of a vault with random misfortunes: after every step, no secret that was handed out may be lost. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/errors.ts'
import type { AccountId, KeyId } from '../../../shared/model.ts'
import { isOverlap } from '../../../electron/core/overlap-ends.ts'
import type { Vault } from '../../../electron/core/vault.ts'
import type { ChangeFault, Fault } from '../../fakes/provider-vault.ts'
import { connect, entryOf, makeMachine, settle, type Machine } from './vault-set-up.ts'

interface Life {
  readonly machine: Machine
  readonly account: AccountId
  vault: Vault
}

/** One thing that happens. Acts may be refused, but only with a Failure. */
type Happening = (life: Life, pick: number) => unknown

/** What a database that has since been replaced once wrote. */
const STRAY = 'stray'

const FAULTS: readonly Fault[] = [
  'refused',
  'not-sent',
  'lost-before',
  'lost-after',
  'masked',
  'garbage',
  'same',
  'bug',
]
const CHANGE_FAULTS: readonly ChangeFault[] = ['refused', 'not-sent', 'lost-before', 'lost-after', 'bug']
const anyOf = <T>(all: readonly T[], pick: number): T | undefined => all[pick % all.length]
const anyKey = ({ machine }: Life, pick: number) => anyOf(machine.database.truth.keys.all(), pick)
const anyOpen = ({ machine }: Life, pick: number) => anyOf(machine.database.truth.operations.open(), pick)

const anyOverlap = ({ machine }: Life, pick: number) =>
  anyOf(machine.database.truth.operations.open().filter(isOverlap), pick)
const nameOf = ({ machine }: Life, key: KeyId) => machine.database.truth.keys.get(key)!.name

function retire(life: Life, pick: number, by: 'switch-off' | 'delete') {
  const both = anyOverlap(life, pick)!
  return life.vault.overlaps.retire({ operation: both.id, by, name: nameOf(life, both.overlap.old) })
}

/** Acts of the user, each through the vault alone. */
const ACTS: Readonly<Record<string, Happening>> = {
  regenerate: (life, pick) => life.vault.rotation.regenerate(anyKey(life, pick)!.id),
  'regenerate, and lock before the answer': async (life, pick) => {
    const answer = life.machine.cloud.holdNext()
    const running = life.vault.rotation.regenerate(anyKey(life, pick)!.id)
    running.catch(() => undefined)
    await settle()
    life.machine.port.lock()
    answer()
    return running
  },
  'regenerate twice at once': (life, pick) =>
    Promise.all([pick, pick + 1].map((one) => life.vault.rotation.regenerate(anyKey(life, one)!.id))),
  create: ({ vault, account }, pick) => vault.rotation.create(account, { label: `made-${pick}` }),
  replace: (life, pick) =>
    life.vault.rotation.replace({
      key: anyKey(life, pick)!.id,
      draft: { label: `like-${pick}` },
      overlapHours: 1,
    }),
  'switch the old one off': (life, pick) => retire(life, pick, 'switch-off'),
  'delete the old one': (life, pick) => retire(life, pick, 'delete'),
  'delete the old one, and die before it is noted': async (life, pick) => {
    life.machine.database.refuse = (call) => call === 'keys.put'
    return retire(life, pick, 'delete')
  },
  'switch the old one on': (life, pick) => life.vault.overlaps.revive(anyOverlap(life, pick)!.id),
  'leave the old one off': (life, pick) => life.vault.overlaps.finish(anyOverlap(life, pick)!.id),
  'look at the old one': (life, pick) => life.vault.overlaps.look(anyOverlap(life, pick)!.id),
  'roll back': (life, pick) => {
    const both = anyOverlap(life, pick)!
    return life.vault.overlaps.rollBack({ operation: both.id, name: nameOf(life, both.key) })
  },
  sync: ({ vault, account }) => vault.sync.start(account),
  'sync and regenerate': (life, pick) =>
    Promise.all([
      life.vault.sync.start(life.account),
      life.vault.rotation.regenerate(anyKey(life, pick)!.id),
    ]),
  copy: (life, pick) => life.vault.copy.key({ key: anyKey(life, pick)!.id }),
  'copy unsaved': (life, pick) => life.vault.copy.unsaved(anyOpen(life, pick)!.id),
  resume: (life, pick) => life.vault.rotation.resume(anyOpen(life, pick)!.id),
  'put away': (life, pick) => life.vault.rotation.close(anyOpen(life, pick)!.id),
  'check the keychain': ({ vault }) => vault.checkKeychain(),
  merge: (life, pick) => life.vault.keys.merge({ key: anyKey(life, pick)!.id, same: pick % 2 === 0 }),
  'switch off': (life, pick) => life.vault.remoteKeys.switch({ key: anyKey(life, pick)!.id, enabled: false }),
  restart: async (life) => {
    // With neither disk nor keychain there is no safe place: then whoever closes the program is asked first.
    if (life.vault.atRisk().length > 0) return
    await life.vault.close()
    unhang(life) // a process that ends takes its stuck call along
    await settle()
    life.vault = life.machine.open()
    await life.vault.start()
  },
}

/** Misfortunes: what they break stays broken until `mend`, or until it has happened once. */
const MISFORTUNES: Readonly<Record<string, Happening>> = {
  'the next answer goes wrong': ({ machine }, pick) => machine.cloud.failNext(anyOf(FAULTS, pick)!),
  'the next switching or deletion goes wrong': ({ machine }, pick) =>
    machine.cloud.failNextChange(anyOf(CHANGE_FAULTS, pick)!),
  'the keychain is locked': ({ machine }) => machine.port.lock(),
  'the keychain refuses once': ({ machine }) => machine.port.refuseNext('write'),
  'the keychain refuses to be read once': ({ machine }) => machine.port.refuseNext('read'),
  'the keychain loses a write': ({ machine }) => machine.port.loseNextWrite(),
  'the keychain garbles a write': ({ machine }) => machine.port.garbleNextWrite(),
  'the keychain hangs once': ({ machine }) => void machine.hung.push(machine.port.hangNext('write')),
  'the shelf is full': ({ machine }) => void (machine.shelf.full = true),
  'the database is full': ({ machine }) => void (machine.database.refuse = (call) => call === 'transaction'),
  'keys cannot be written': ({ machine }) => void (machine.database.refuse = (call) => call === 'keys.put'),
  'the page goes away': ({ machine }) => void (machine.fake.pageBreaks = true),
  'the provider is down': ({ machine }) => void (machine.cloud.trouble = 'unavailable'),
  'lists break off': ({ machine }) => void (machine.cloud.listBreaksOff = true),
  'a key is renewed elsewhere': ({ machine }, pick) => machine.cloud.renewElsewhere(pick),
  'an entry of another time lies in the keychain': (life, pick) => {
    const { id, version } = anyKey(life, pick)!
    const name = entryOf(id, version + 1 + (pick % 2))
    if (!life.machine.port.entries.has(name)) life.machine.port.entries.set(name, STRAY)
  },
  'time passes': ({ machine }, pick) => machine.clock.pass((pick % 10) * 30_000),
}

function unhang({ machine }: Life): void {
  for (const free of machine.hung.splice(0)) free()
}

function mend(life: Life): void {
  const { machine } = life
  machine.port.unlock()
  machine.shelf.full = false
  machine.database.refuse = undefined
  machine.fake.pageBreaks = false
  machine.cloud.trouble = undefined
  machine.cloud.listBreaksOff = false
  unhang(life)
}

const HAPPENINGS: Readonly<Record<string, Happening>> = { ...ACTS, ...MISFORTUNES, mend }

const lives = fc.array(
  fc.record({ what: fc.constantFrom(...Object.keys(HAPPENINGS)), pick: fc.nat({ max: 99 }) }),
  { minLength: 1, maxLength: 25 },
)

/** Runs it to its end, a hung keychain's deadline included. Only a Failure may come of it. */
async function happen(life: Life, what: string, pick: number): Promise<void> {
  const running = (async () => HAPPENINGS[what]!(life, pick))().catch((error: unknown) => {
    if (!(error instanceof Failure) && !isNothingThere(error)) throw error
  })
  const isOver = () => Promise.race([running.then(() => true), settle().then(() => false)])
  let rounds = 0
  while (!(await isOver())) {
    expect(++rounds, `${what} never ends`).toBeLessThan(40)
    life.machine.clock.pass(10_000)
  }
  await settle()
}

/** The act found no key or operation to act on. */
const isNothingThere = (error: unknown) =>
  error instanceof TypeError && error.message.includes("of undefined (reading 'id')")

async function begin(): Promise<Life> {
  const machine = makeMachine()
  machine.cloud.add('one')
  machine.cloud.add('two')
  const vault = machine.open()
  await vault.start()
  return { machine, account: await connect(vault), vault }
}

/** What a log may hold after misfortunes: failures, and the bug that was planted. */
const isForeseen = (error: unknown) =>
  error instanceof Failure ||
  (error instanceof Error && /x is not a function|Object has been destroyed/.test(error.message))

const currentSecrets = ({ machine }: Life) =>
  machine.database.truth.keys
    .all()
    .flatMap(({ id, version }) => (version > 0 ? [machine.port.entries.get(entryOf(id, version))] : []))

const waiting = ({ machine }: Life) =>
  machine.database.truth.operations.open().filter((one) => one.state !== 'unknown' && !isOverlap(one))

/** Operations that do not come to their end although all is well again. Misfortunes that were still to come may cost some tries. */
async function leftOpen(life: Life) {
  for (let tries = 0; tries < 5; tries++)
    for (const { id } of waiting(life)) await life.vault.rotation.resume(id).catch(() => undefined)
  return waiting(life)
}

/** What goes on without an act of the user, and therefore ends no key. */
const BY_ITSELF: readonly string[] = ['time passes', 'sync', 'restart', 'check the keychain', 'mend']
const ended = ({ machine }: Life) => machine.cloud.calls.revoke + machine.cloud.calls.switch

/** So long after a request a look at the provider tells what has come of it. */
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
        fc.asyncProperty(lives, async (steps) => {
          const life = await begin()
          const hadFullDisk = steps.some(({ what }) => what === 'the shelf is full')
          for (const { what, pick } of steps) {
            const before = ended(life)
            await happen(life, what, pick)
            if (BY_ITSELF.includes(what)) expect(ended(life), what).toBe(before)
            expect(await life.machine.lost(life.vault)).toEqual([])
            if (!hadFullDisk) expect(life.vault.atRisk(), what).toEqual([])
            expect(currentSecrets(life)).not.toContain(STRAY)
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
