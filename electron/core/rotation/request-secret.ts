/** Steps 0 to 2 of an operation at a provider: everything that must hold before the one request, and the request. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { OperationId, AccountId, FormValues, KeyId } from '../../../shared/model/model.ts'
import type { OperationStep, Outcome, Overlap } from '../../../shared/model/operation.ts'
import type { Changes } from '../projection/changes.ts'
import type { Credentials, Opened } from '../credentials/credentials.ts'
import { keyEntry, recoveryEntry } from '../keychain/entry-names.ts'
import { freeVersion } from '../keychain/free-version.ts'
import type { Journal } from './journal.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { KnownValues } from './known-values.ts'
import { CHANGE_DEADLINE_MS, type Answer, type RemoteRef } from '../ports/provider.ts'
import type { OperationRecord, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import { LONGEST_KEPT } from '../answers/reading.ts'
import { newRecoveryKey } from './response-seal.ts'
import { wipe, type SealedSearch } from './sealed-search.ts'
import type { Sealing } from './sealing.ts'
import type { Secret } from '../ports/secret.ts'
import type { SecretPersister } from './persist-secret.ts'

/** A sealed response needs kilobytes, at the very most its longest twice; the rest keeps the system itself able to breathe. */
const FREE_BYTES_NEEDED = 2 * LONGEST_KEPT + 16 * 1024 * 1024

export interface SecretRequest {
  readonly operation: OperationId
  readonly kind: 'regenerate' | 'create' | 'replace'
  readonly account: AccountId
  readonly key: KeyId
  /** The first one that may be free. */
  readonly version: number
  readonly name: string
  /** What is asked for: an existing key, or a draft of a new one. */
  readonly target:
    | { readonly kind: 'regenerate'; readonly ref: RemoteRef }
    | { readonly kind: 'create'; readonly draft: FormValues }
  /** Of a replacement: the key that lives on beside the new one, and for how long. */
  readonly overlap?: Overlap
}

interface Deps {
  readonly store: Store
  readonly credentials: Credentials
  readonly keychain: Keychain
  readonly journal: Journal
  readonly sealing: Sealing
  readonly known: KnownValues
  readonly search: SealedSearch
  readonly persister: SecretPersister
  readonly changes: Changes
  readonly clock: Clock
  readonly log: Log
  readonly freeBytes: () => number
  readonly step: (operation: OperationRecord, step: OperationStep) => void
}

/** Runs with the account's turn in hand. Throws the Failure of a preflight: then the provider was not asked to change anything. */
export type RequestSecret = (plan: SecretRequest) => Promise<Outcome>

export function createRequestSecret(deps: Deps): RequestSecret {
  const { store, credentials, keychain, journal, sealing, known, search, persister } = deps
  const { changes, clock, log, freeBytes, step } = deps

  /** A bug while sending leaves open whether the request went out, so it counts as unknown. */
  const errorOf = (error: unknown): AppError =>
    error instanceof Failure
      ? error.error
      : { kind: 'unexpected', ticket: log.unexpected('send a request', error) }

  return (plan) =>
    credentials.use(plan.account, async (opened) => {
      const planned = draftRecord(plan, opened.account.provider)
      step(planned, 'preflight')
      const recoveryKey = newRecoveryKey()
      try {
        const operation = await preflight(planned, plan, opened, recoveryKey)
        step(operation, 'requested')
        return await request(operation, plan, opened, recoveryKey)
      } finally {
        recoveryKey.wipe()
      }
    })

  /** Refuses here, with the reason, rather than half-way; at its end the operation is written down. */
  async function preflight(
    planned: OperationRecord,
    plan: SecretRequest,
    opened: Opened,
    recoveryKey: Secret,
  ): Promise<OperationRecord> {
    if (freeBytes() < FREE_BYTES_NEEDED) throw new Failure({ kind: 'vault', why: 'disk-full' })
    await keychain.keep(recoveryEntry(planned.id), recoveryKey) // also the keychain's own test
    try {
      const version = await freeVersion(keychain, plan.version, (number) => keyEntry(plan.key, number))
      await known.prepare(planned.id)
      const before = await reach(plan, opened)
      const startedAt = clock.now()
      return journal.begin({
        ...planned,
        version,
        before,
        startedAt,
        deadline: startedAt + CHANGE_DEADLINE_MS,
      })
    } catch (error) {
      await keychain
        .forget(recoveryEntry(planned.id))
        .catch((late: unknown) => void log.unexpected('forget a recovery key', late))
      throw error
    }
  }

  /** One harmless read: the account answers, the key is there, and this is how it looked before. */
  async function reach(
    { target, key }: SecretRequest,
    { provider, api, account, credential }: Opened,
  ): Promise<OperationRecord['before']> {
    if (target.kind === 'create') {
      await provider.test(api)
      return undefined
    }
    const { remoteId, scope } = target.ref
    if (provider.credentialHandle?.(credential) === remoteId) markCredential(account.id, key)
    if (provider.get === undefined) {
      await provider.test(api)
      return { remoteId, scope, createdAt: store.keys.get(key)?.createdAt }
    }
    const { key: found } = await provider.get(api, target.ref)
    if (found === undefined) throw new Failure({ kind: 'provider', why: 'not-found', outcome: 'refused' })
    return { remoteId, scope, createdAt: found.createdAt }
  }

  /** From here on a new value of `key` becomes the account's credential, and the page shows it. */
  function markCredential(id: AccountId, key: KeyId): void {
    const account = store.accounts.get(id)
    if (account === undefined || account.credentialKey === key) return
    store.accounts.put({ ...account, credentialKey: key })
    changes.touch({ accounts: [id], keys: [key] })
  }

  async function request(
    operation: OperationRecord,
    plan: SecretRequest,
    opened: Opened,
    recoveryKey: Secret,
  ): Promise<Outcome> {
    /** What has come, as it came. A request that is signed anew gets more than one answer. */
    const answers: Answer[] = []
    opened.api.keepAnswers((answer) => {
      answers.push(answer)
      step(operation, 'answered')
      // A disk that refuses the file must not cost the secret: the keychain is tried all the same.
      sealing.seal(operation.id, recoveryKey, answer)
      step(operation, 'sealed')
    })
    try {
      return await outcomeOf(operation, () => send(plan, opened), answers)
    } finally {
      answers.forEach(wipe)
    }
  }

  /** Whatever the answer is, it is sealed by now: only here it is judged. */
  async function outcomeOf(
    operation: OperationRecord,
    ask: () => Promise<Answer>,
    answers: readonly Answer[],
  ): Promise<Outcome> {
    let answer: Answer
    try {
      answer = await ask()
    } catch (error) {
      const why = errorOf(error)
      const holdsSecret = await search.look(operation, answers)
      const nothingChanged = why.kind === 'provider' && why.outcome !== 'unknown'
      // A no that hands out a whole new secret is none that may be believed.
      return persister.end(operation, nothingChanged && !holdsSecret ? 'rejected' : 'unknown', why)
    }
    const outcome = await persister.understand(operation, answer)
    if (outcome.outcome === 'unknown') {
      await search.look(operation, answers)
      changes.touch({ operations: [operation.id] })
    }
    wipe(answer)
    return outcome
  }

  async function send({ target }: SecretRequest, { provider, api }: Opened): Promise<Answer> {
    const { regenerate, create } = provider
    if (target.kind === 'regenerate' && regenerate) return regenerate.send(api, target.ref)
    if (target.kind === 'create' && create) return create.send(api, target.draft)
    throw new Failure({ kind: 'unsupported', act: target.kind })
  }
}

const draftRecord = (
  { operation, kind, account, key, version, name, target, overlap }: SecretRequest,
  provider: string,
): OperationRecord => ({
  id: operation,
  kind,
  state: 'requested',
  key,
  version,
  account,
  provider,
  name,
  startedAt: 0,
  deadline: 0,
  draft: target.kind === 'create' ? target.draft : {},
  before: undefined,
  issued: undefined,
  error: undefined,
  checks: [],
  assessment: undefined,
  overlap,
})
