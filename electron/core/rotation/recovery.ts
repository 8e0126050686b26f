/** Resumes operations that the journal left open: at start, at the user's request, and after every complete list of a sync. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import { rotationOf } from '../../../shared/model/abilities.ts'
import type { AccountId, Instant, KeyId, OperationId } from '../../../shared/model/model.ts'
import { isEnded, type Outcome } from '../../../shared/model/operation.ts'
import type { Changes } from '../projection/changes.ts'
import type { CompleteList } from '../sync/import-list.ts'
import { keyEntry } from '../keychain/entry-names.ts'
import { about, scopeOf, type Journal } from './journal.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { normalText } from '../sync/normal-form.ts'
import { endedWithSeal, isBroughtHome } from './sealed-folder.ts'
import type { Answer } from '../ports/provider.ts'
import type { KeyRecord, OperationRecord, SealedResponseStore, Store } from '../ports/store.ts'
import type { Log } from '../ports/world.ts'
import { wipe, type SealedSearch } from './sealed-search.ts'
import type { Sealing } from './sealing.ts'
import { isMismatch, type SecretPersister } from './persist-secret.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'
import { assess } from './assessment.ts'

/** A key that has just appeared has few history entries. */
const HISTORY_DEPTH = 50

interface Deps {
  readonly store: Store
  readonly journal: Journal
  readonly keychain: Keychain
  readonly sealedResponses: SealedResponseStore
  readonly sealing: Sealing
  readonly search: SealedSearch
  readonly persister: SecretPersister
  readonly log: Log
  readonly now: () => Instant
  readonly changes: Changes
  readonly accountLock: AccountLock
}

export interface Recovery {
  /** Resumes every open operation that may hold a secret, oldest first. While the keychain is locked, operations stay as they are. */
  atStart(): Promise<void>
  /** Resumes one operation from its current state. */
  resume(operation: OperationRecord): Promise<Outcome>
  /** Assesses unknown outcomes by a complete list. */
  check(list: CompleteList): void
  /** The account's credential was refused: if the credential is the very key whose renewal is unknown, that refusal shows the renewal. */
  credentialRefused(account: AccountId): void
}

export function createRecovery({
  store,
  journal,
  keychain,
  sealedResponses,
  sealing,
  search,
  persister,
  log,
  now,
  changes,
  accountLock,
}: Deps): Recovery {
  async function resume(operation: OperationRecord): Promise<Outcome> {
    const held = persister.held(operation.id)
    if (held !== undefined) return persister.store(operation, held.secret, held.remote)
    let answer: Answer | undefined
    try {
      answer = await sealing.open(operation.id)
    } catch (error) {
      const why = errorOf(error)
      if (why.kind === 'keychain' && why.why === 'no-entry') return lostSeal(operation, why)
      return stays(operation, why)
    }
    return answer === undefined ? withoutAnswer(operation) : fromSealed(operation, answer)
  }

  async function fromSealed(operation: OperationRecord, answer: Answer): Promise<Outcome> {
    try {
      const outcome = await persister.understand(operation, answer)
      if (outcome.outcome !== 'unknown') return outcome
      // A secret found in a response that could not be understood was saved: the keychain holds it, and only Keyhold's own record is missing.
      if (operation.state === 'stored') return await withoutAnswer(journal.get(operation.id))
      await search.inspect(operation, [answer])
      return outcome
    } finally {
      wipe(answer)
      changes.touch({ operations: [operation.id] })
    }
  }

  /** The sealed response does not open. If the keychain holds the secret, nothing is lost; otherwise the outcome is unknown. */
  async function lostSeal(operation: OperationRecord, error: AppError): Promise<Outcome> {
    const stored = await inKeychain(operation)
    if (stored instanceof Failure) return stays(operation, stored.error)
    if (stored !== undefined) return persister.complete(operation, stored)
    return persister.end(operation, 'unknown', error)
  }

  async function withoutAnswer(operation: OperationRecord): Promise<Outcome> {
    const stored = await inKeychain(operation)
    if (stored instanceof Failure) return stays(operation, stored.error)
    if (stored !== undefined) return persister.complete(operation, stored)
    if (operation.state === 'unknown') return stays(operation, operation.error ?? { kind: 'secret-missing' })
    const byHand = operation.kind === 'add' || operation.kind === 'paste'
    // The user typed the secret and the keychain did not store it: nothing has changed, and the user still has it.
    if (byHand) return persister.end(operation, 'rejected', { kind: 'secret-missing' })
    return persister.end(operation, 'unknown', { kind: 'provider', why: 'cut-off', outcome: 'unknown' })
  }

  /** The backend that holds the operation's new version; `undefined` if none does. */
  async function inKeychain(operation: OperationRecord): Promise<string | Failure | undefined> {
    if (isMismatch(operation)) return undefined // the entry holds another value than the new secret
    const { key, version } = operation
    try {
      const secret = await keychain.take(keyEntry(key, version))
      secret?.wipe()
      return secret && keychain.health().backend
    } catch (error) {
      return error instanceof Failure ? error : new Failure(errorOf(error))
    }
  }

  function stays(operation: OperationRecord, why: AppError): Outcome {
    const outcome = operation.state === 'unknown' ? 'unknown' : 'unsaved'
    return { outcome, operation: operation.id, key: operation.key, error: { ...why } }
  }

  const errorOf = (error: unknown): AppError =>
    error instanceof Failure ? error.error : { kind: 'unexpected', ticket: log.unexpected('recover', error) }

  let rounds = Promise.resolve()

  async function resumeAll(): Promise<void> {
    for (const { id, key, account } of [
      ...store.operations.open(),
      ...endedWithSeal(sealedResponses, store, log),
    ]) {
      if (accountLock.isClaimed(key)) continue // the key is in use
      const release = accountLock.claim(key, 'regenerate')
      try {
        await accountLock.run(account, () => goOn(id))
      } catch (error) {
        log.unexpected('recover an operation', error) // the other operations are still resumed
      } finally {
        release()
      }
    }
  }

  /** Reads the operation again, since it may have ended after the round began. */
  async function goOn(id: OperationId): Promise<void> {
    const operation = journal.get(id)
    if (isBroughtHome(operation)) return tidy(operation)
    if (isEnded(operation.state)) return
    const canResume = operation.state !== 'unknown' || sealedResponses.read(id) !== undefined
    if (!canResume) return // only the provider can show the outcome
    const { outcome } = await resume(operation)
    if (outcome === 'stored') addRecoveryHistory(operation)
  }

  /** The secret is safe, so only the seal is tidied: an open overlap is for the user or a list to end. */
  async function tidy(operation: OperationRecord): Promise<void> {
    const isSealed = sealedResponses.read(operation.id) !== undefined
    if (isSealed && typeof (await inKeychain(operation)) === 'string') await persister.tidy(operation)
  }

  function addRecoveryHistory(operation: OperationRecord): void {
    const details = { operation: operation.kind }
    store.history.add({ ...about(operation), at: now(), kind: 'operation-recovered', details })
  }

  return {
    resume,

    atStart() {
      // Rounds run one after the other, each with the operations open by then: a running round may have begun too early.
      rounds = rounds.catch(() => undefined).then(resumeAll)
      return rounds
    },

    check({ account, scope, provider, at, seen }) {
      const asked = unknownOf(account).filter((operation) => scopeOf(operation) === scope)
      if (asked.length === 0) return
      const { reportsRenewal } = rotationOf(provider.metadata, scope)
      const isPartial = provider.listIsPartial === true
      for (const operation of asked) {
        const listed = recordsAbout(operation, seen)
        const appeared = appearedSince(operation, listed)
        const assessed = assess(operation, { at, now: now(), listed, reportsRenewal, appeared, isPartial })
        journal.note(operation.id, assessed)
        if (assessed.assessment?.state === 'renewed') markStale(operation)
      }
    },

    credentialRefused(account) {
      const key = store.accounts.get(account)?.credentialKey
      for (const operation of unknownOf(account))
        if (operation.kind === 'regenerate' && operation.key === key) {
          journal.note(operation.id, { assessment: { state: 'renewed' } })
          markStale(operation)
        }
    },
  }

  function unknownOf(account: AccountId): OperationRecord[] {
    return store.operations
      .open()
      .filter((operation) => operation.account === account && operation.state === 'unknown')
  }

  /** Reads only the few records in question: reading ten thousand would block the event loop. */
  function recordsAbout({ name, before }: OperationRecord, seen: CompleteList['seen']): KeyRecord[] {
    const wanted = normalText(name)
    return [...seen].flatMap(([remoteId, one]) =>
      normalText(one.name) === wanted || remoteId === before?.remoteId ? (store.keys.get(one.id) ?? []) : [],
    )
  }

  /** The keys in `listed` whose first appearance in a list was recorded after the request. An account's first list records no appearances. */
  function appearedSince({ startedAt }: OperationRecord, listed: readonly KeyRecord[]): ReadonlySet<KeyId> {
    const isNew = ({ id }: KeyRecord): boolean =>
      store.history
        .list({ key: id, limit: HISTORY_DEPTH })
        .some(({ kind, at }) => kind === 'key-appeared' && at >= startedAt)
    return new Set(listed.filter(isNew).map(({ id }) => id))
  }

  /** The held value is probably revoked. It is kept, and copying it shows a warning. */
  function markStale({ key }: OperationRecord): void {
    const record = store.keys.get(key)
    if (record === undefined || record.stale || record.version === 0) return
    store.keys.put({ ...record, stale: true })
    changes.touch({ keys: [key] })
  }
}
