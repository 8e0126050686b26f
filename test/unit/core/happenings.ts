/** Events of a vault: commands of its user, and faults. */
import { isOverlap } from '../../../electron/core/overlap/overlap-transitions.ts'
import type { EntryName } from '../../../electron/core/ports/keychain.ts'
import type { OperationRecord } from '../../../electron/core/ports/store.ts'
import type { Vault } from '../../../electron/core/vault.ts'
import type { AccountId, KeyId } from '../../../shared/model/model.ts'
import type { ChangeFault, Fault } from '../../fakes/provider-vault.ts'
import { entryOf, settle, type Machine } from './vault-set-up.ts'

export interface Life {
  readonly machine: Machine
  readonly account: AccountId
  vault: Vault
}

/** One event. A command may be refused, but only with a Failure. */
export type Happening = (life: Life, pick: number) => unknown

/** Keychain entries of a database that has since been replaced. */
export const STRAY = 'stray'

const FAULTS: readonly Fault[] = [
  'refused',
  'not-sent',
  'lost-before',
  'lost-after',
  'masked',
  'garbage',
  'same',
  'another’s',
  'refused with an answer',
  'asked again',
  'asked again, then cut',
  'cut behind the secret',
  'cut in the secret',
  'a 500 with the secret',
  'a refusal with the secret',
  'bug',
]
const CHANGE_FAULTS: readonly ChangeFault[] = ['refused', 'not-sent', 'lost-before', 'lost-after', 'bug']
const anyOf = <T>(all: readonly T[], pick: number): T | undefined => all[pick % all.length]

/** Picks one of `all`. Does nothing if `all` is empty. */
const toOne =
  <T>(all: (life: Life) => readonly T[], run: (life: Life, one: T, pick: number) => unknown): Happening =>
  (life, pick) => {
    const one = anyOf(all(life), pick)
    return one === undefined ? undefined : run(life, one, pick)
  }
const keysOf = ({ machine }: Life) => machine.database.truth.keys.all()
const openOf = ({ machine }: Life) => machine.database.truth.operations.open()
const overlapsOf = (life: Life) => openOf(life).filter(isOverlap)
const nameOf = ({ machine }: Life, key: KeyId) => machine.database.truth.keys.get(key)!.name

function retire(life: Life, both: OperationRecord, by: 'switch-off' | 'delete') {
  return life.vault.overlaps.retire({ operation: both.id, by, name: nameOf(life, both.overlap!.old) })
}

/** The keychain locks while the provider answers. */
async function regenerateUnsaved({ machine, vault }: Life, key: KeyId) {
  const answer = machine.cloud.holdNext()
  const running = vault.rotation.regenerate(key)
  running.catch(() => undefined) // awaited below
  await settle()
  machine.port.lock()
  answer()
  return running
}

/** The commands of the user, each sent to the vault. */
const ACTIONS: Readonly<Record<string, Happening>> = {
  regenerate: toOne(keysOf, (life, { id }) => life.vault.rotation.regenerate(id)),
  'regenerate, and lock before the answer': toOne(keysOf, (life, { id }) => regenerateUnsaved(life, id)),
  'regenerate what may be another key, and lock before the answer': toOne(
    (life) => keysOf(life).flatMap(({ renewedAs }) => renewedAs ?? []),
    (life, key) => regenerateUnsaved(life, key),
  ),
  'regenerate twice at once': (life, pick) =>
    Promise.all([pick, pick + 1].map((one) => ACTIONS.regenerate!(life, one))),
  create: ({ vault, account }, pick) => vault.rotation.create(account, { label: `made-${pick}` }),
  replace: toOne(keysOf, (life, { id: key }, pick) =>
    life.vault.rotation.replace({ key, draft: { label: `like-${pick}` }, overlapHours: 1 }),
  ),
  'switch the old one off': toOne(overlapsOf, (life, both) => retire(life, both, 'switch-off')),
  'delete the old one': toOne(overlapsOf, (life, both) => retire(life, both, 'delete')),
  'delete the old one, and die before it is noted': toOne(overlapsOf, async (life, both) => {
    life.machine.database.refuse = (call) => call === 'keys.put'
    return retire(life, both, 'delete')
  }),
  'switch the old one on': toOne(overlapsOf, (life, { id }) => life.vault.overlaps.revive(id)),
  'leave the old one off': toOne(overlapsOf, (life, { id }) => life.vault.overlaps.finish(id)),
  'look at the old one': toOne(overlapsOf, (life, { id }) => life.vault.overlaps.check(id)),
  'roll back': toOne(overlapsOf, (life, { id: operation, key }) =>
    life.vault.overlaps.rollBack({ operation, name: nameOf(life, key) }),
  ),
  sync: ({ vault, account }) => vault.sync.start(account),
  'sync and regenerate': (life, pick) =>
    Promise.all([life.vault.sync.start(life.account), ACTIONS.regenerate!(life, pick)]),
  copy: toOne(keysOf, (life, { id: key }) => life.vault.copy.key({ key })),
  'copy unsaved': toOne(openOf, (life, { id }) => life.vault.copy.unsaved(id)),
  resume: toOne(openOf, (life, { id }) => life.vault.rotation.resume(id)),
  'look into what is sealed': toOne(openOf, (life, { id }) => life.vault.rotation.findSealed(id)),
  'save what was found': toOne(openOf, (life, { id }) => life.vault.rotation.saveFound(id)),
  'put away': toOne(openOf, (life, { id }) => life.vault.rotation.close(id)),
  'check the keychain': ({ vault }) => vault.checkKeychain(),
  merge: toOne(keysOf, (life, { id: key }, pick) => life.vault.keys.merge({ key, same: pick % 2 === 0 })),
  'say yes, the same key': toOne(
    (life) => keysOf(life).filter(({ renewedAs }) => renewedAs !== undefined),
    (life, { id: key }) => life.vault.keys.merge({ key, same: true }),
  ),
  'bring an orphan back': async (life, pick) => {
    const lying = (await life.vault.orphans.find()).filter(
      ({ name }) => life.machine.port.entries.get(name as EntryName) !== STRAY,
    )
    const one = anyOf(lying, pick)
    return one && life.vault.orphans.bringBack(one.name)
  },
  'switch off': toOne(keysOf, (life, { id: key }) => life.vault.remoteKeys.switch({ key, enabled: false })),
  restart: async (life) => {
    // Without disk and keychain there is no safe place for a secret, so the user is asked before the program closes.
    if (life.vault.atRisk().length > 0) return
    await life.vault.close()
    unhang(life) // a stuck call ends with its process
    await settle()
    life.vault = life.machine.open()
    await life.vault.start()
  },
}

/** Faults. A fault lasts until `mend`, or applies once. */
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
  'the disk is full': ({ machine }) => void (machine.sealedResponses.full = true),
  'the database is full': ({ machine }) => void (machine.database.refuse = (call) => call === 'transaction'),
  'keys cannot be written': ({ machine }) => void (machine.database.refuse = (call) => call === 'keys.put'),
  'the page goes away': ({ machine }) => void (machine.fake.pageBreaks = true),
  'the provider is down': ({ machine }) => void (machine.cloud.trouble = 'unavailable'),
  'lists break off': ({ machine }) => void (machine.cloud.listBreaksOff = true),
  'a key is renewed elsewhere': ({ machine }, pick) => machine.cloud.renewElsewhere(pick),
  'an entry of another time lies in the keychain': toOne(keysOf, (life, { id, version }, pick) => {
    const name = entryOf(id, version + 1 + (pick % 2))
    if (!life.machine.port.entries.has(name)) life.machine.port.entries.set(name, STRAY)
  }),
  'time passes': ({ machine }, pick) => machine.clock.pass((pick % 10) * 30_000),
}

export function unhang({ machine }: Life): void {
  for (const free of machine.hung.splice(0)) free()
}

export function mend(life: Life): void {
  const { machine } = life
  machine.port.unlock()
  machine.sealedResponses.full = false
  machine.database.refuse = undefined
  machine.fake.pageBreaks = false
  machine.cloud.trouble = undefined
  machine.cloud.listBreaksOff = false
  unhang(life)
}

export const HAPPENINGS: Readonly<Record<string, Happening>> = { ...ACTIONS, ...MISFORTUNES, mend }
