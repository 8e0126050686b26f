/** What can happen to a vault: acts of its user, and misfortunes. */
import { isOverlap } from '../../../electron/core/overlap-ends.ts'
import type { Vault } from '../../../electron/core/vault.ts'
import type { AccountId, KeyId } from '../../../shared/model.ts'
import type { ChangeFault, Fault } from '../../fakes/provider-vault.ts'
import { entryOf, settle, type Machine } from './vault-set-up.ts'

export interface Life {
  readonly machine: Machine
  readonly account: AccountId
  vault: Vault
}

/** One thing that happens. Acts may be refused, but only with a Failure. */
export type Happening = (life: Life, pick: number) => unknown

/** What a database that has since been replaced once wrote. */
export const STRAY = 'stray'

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

export function unhang({ machine }: Life): void {
  for (const free of machine.hung.splice(0)) free()
}

export function mend(life: Life): void {
  const { machine } = life
  machine.port.unlock()
  machine.shelf.full = false
  machine.database.refuse = undefined
  machine.fake.pageBreaks = false
  machine.cloud.trouble = undefined
  machine.cloud.listBreaksOff = false
  unhang(life)
}

export const HAPPENINGS: Readonly<Record<string, Happening>> = { ...ACTS, ...MISFORTUNES, mend }
