/** Secrets that the user brings: a key entered by hand, a new value pasted. From the journal on, both use the same steps as an issued secret. */
import { randomUUID } from 'node:crypto'
import type { Input } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { LocalFields } from '../../../shared/model/local-fields.ts'
import { FormValues, KeyId, OperationId, type Instant } from '../../../shared/model/model.ts'
import type { OperationStep, Outcome, Overlap } from '../../../shared/model/operation.ts'
import { keyEntry, newId } from '../keychain/entry-names.ts'
import { MANUAL } from './commit-operation.ts'
import { freeVersion, nextVersion } from '../keychain/free-version.ts'
import type { Journal } from './journal.ts'
import type { KeyGuards } from '../keys/key-guards.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { checkName, localFields } from '../keys/local-fields.ts'
import type { KeyRecord, OperationRecord, Store } from '../ports/store.ts'
import type { ClipboardPort, Clock } from '../ports/world.ts'
import { newRecord } from '../sync/reconcile.ts'
import { plannedOverlap } from './replacing.ts'
import { CLAIMED_AS } from './rotation.ts'
import type { Sealing } from './sealing.ts'
import { takeSecret } from '../keychain/secret-input.ts'
import type { SecretPersister } from './persist-secret.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'

interface Deps {
  readonly store: Store
  readonly guards: KeyGuards
  readonly keychain: Keychain
  readonly clipboard: ClipboardPort
  readonly journal: Journal
  readonly sealing: Sealing
  readonly persister: SecretPersister
  readonly accountLock: AccountLock
  readonly clock: Clock
  readonly step: (operation: OperationRecord, step: OperationStep) => void
}

/** Both throw Failure `invalid`, `secret`, `busy` or `not-found` before the operation begins; after that every end is an outcome. */
export interface ByHand {
  add(input: Input<'key:add'>): Promise<Outcome>
  paste(input: Input<'key:paste'>): Promise<Outcome>
}

export function createByHand({
  store,
  guards,
  keychain,
  clipboard,
  journal,
  sealing,
  persister,
  accountLock,
  clock,
  step,
}: Deps): ByHand {
  async function byHand(
    kind: 'add' | 'paste',
    key: Pick<KeyRecord, 'id' | 'name' | 'account' | 'provider'>,
    from: number,
    input: Input<'key:paste'>['secret'],
    draft: FormValues,
    overlap?: Overlap,
  ): Promise<Outcome> {
    guards.refuseWhileOpen(key.id)
    const release = accountLock.claim(key.id, CLAIMED_AS[kind])
    try {
      const secret = await takeSecret(input, clipboard)
      try {
        keychain.checkFits(secret)
        const version = await numberFor(key.id, from)
        const operation = journal.begin({
          ...handRecord(kind, version, draft, overlap),
          ...aboutKey(key),
          startedAt: clock.now(),
          deadline: clock.now(),
        })
        step(operation, 'requested')
        // Sealed on disk first: from now on the secret survives the end of the program.
        await sealing.sealTyped(operation.id, secret)
        return await persister.store(operation, secret, undefined)
      } catch (error) {
        secret.wipe()
        throw error
      }
    } finally {
      release()
    }
  }

  /** If the keychain does not respond now, storing the secret will fail as well, and that failure becomes the outcome. */
  const numberFor = (key: KeyId, from: number): Promise<number> =>
    freeVersion(keychain, from, (number) => keyEntry(key, number)).catch(() => from)

  /** `undefined` if there is no old value. A key at a provider has one value there, so two values cannot overlap. */
  function overlapOf({ id, name, account, version, expires }: KeyRecord, hours: number): Overlap | undefined {
    if (account !== undefined) throw new Failure({ kind: 'unsupported', act: 'replace' })
    guards.refuseInOverlap(id)
    if (version === 0) return undefined
    return { ...plannedOverlap({ id, name, expires }, clock.now(), hours, version), oldExpires: expires }
  }

  return {
    async add({ secret, fields }) {
      const key = enteredKey(fields, clock.now()) // refuses invalid fields before anything is stored
      return byHand('add', key, 1, secret, FormValues.parse(fields))
    },

    async paste({ key: id, secret, overlapHours, typedExpiry }) {
      const key = guards.need(id)
      const draft = typedExpiry === undefined ? {} : { typedExpiry }
      localFields(key, draft) // refuses invalid fields before anything is stored
      const overlap = overlapHours === undefined ? undefined : overlapOf(key, overlapHours)
      return byHand('paste', key, nextVersion(store, id), secret, draft, overlap)
    },
  }
}

/** A new key of the name that the user gave it. Throws Failure `invalid`, also for a field that the key could not take. */
export function enteredKey(fields: LocalFields, now: Instant): KeyRecord {
  const name = checkName(fields.name ?? '')
  const key = { ...newRecord(KeyId.parse(newId(name)), undefined, MANUAL, '', now), name }
  localFields(key, fields)
  return key
}

export const aboutKey = ({
  id,
  name,
  account,
  provider,
}: Pick<KeyRecord, 'id' | 'name' | 'account' | 'provider'>) => ({
  key: id,
  name,
  account,
  provider,
})

/** The first record of an operation with a secret of the user, without its key and its times. */
export const handRecord = (kind: 'add' | 'paste', version: number, draft: FormValues, overlap?: Overlap) =>
  ({
    id: OperationId.parse(randomUUID()),
    kind,
    state: 'requested',
    version,
    draft,
    before: undefined,
    issued: undefined,
    error: undefined,
    checks: [],
    assessment: undefined,
    overlap,
  }) as const
