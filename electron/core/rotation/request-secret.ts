/** Steps 0 to 2 of an operation at a provider: all conditions for the one request, and the request. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { OperationId, AccountId, FormValues, KeyId } from '../../../shared/model/model.ts'
import type { OperationStep, Outcome, Overlap } from '../../../shared/model/operation.ts'
import type { Changes } from '../projection/changes.ts'
import type { Credentials, Opened } from '../credentials/credentials.ts'
import { markCredential } from '../credentials/mark-credential.ts'
import { keyEntry, recoveryEntry } from '../keychain/entry-names.ts'
import { freeVersion } from '../keychain/free-version.ts'
import type { Journal } from './journal.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { KnownValues } from './known-values.ts'
import { CHANGE_DEADLINE_MS, type Answer, type RegenerateTarget } from '../ports/provider.ts'
import type { OperationRecord, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import { LONGEST_KEPT } from '../answers/reading.ts'
import { newRecoveryKey } from './response-seal.ts'
import { wipe, type SealedSearch } from './sealed-search.ts'
import type { Sealing } from './sealing.ts'
import type { Secret } from '../ports/secret.ts'
import type { SecretPersister } from './persist-secret.ts'

/** A sealed response needs kilobytes, and at most twice the longest kept response; the rest is a reserve for the system. */
const FREE_BYTES_NEEDED = 2 * LONGEST_KEPT + 16 * 1024 * 1024

/** The request's target: an existing key, or a draft of a new one. */
type Target =
  | { readonly kind: 'regenerate'; readonly ref: RegenerateTarget }
  | { readonly kind: 'create'; readonly draft: FormValues }

export interface SecretRequest {
  readonly operation: OperationId
  readonly kind: 'regenerate' | 'create' | 'replace'
  readonly account: AccountId
  readonly key: KeyId
  /** The first version number to try. */
  readonly version: number
  readonly name: string
  readonly target: Target
  /** The key, or the value of this key, that continues to work beside the new one, and for how long. */
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

/** Runs under the account lock. Throws the Failure of a preflight: in that case the provider was not asked to change anything. */
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
      const needsCompletion = plan.target.kind === 'create' && opened.provider.create?.finish !== undefined
      const planned = {
        ...draftRecord(plan, opened.account.provider),
        ...(needsCompletion && { completion: {} }),
      }
      step(planned, 'preflight')
      const recoveryKey = newRecoveryKey()
      try {
        const { operation, target } = await preflight(planned, plan, opened, recoveryKey)
        step(operation, 'requested')
        return await request(operation, target, opened, recoveryKey)
      } finally {
        recoveryKey.wipe()
      }
    })

  /**
   * Checks every condition before the request, so that a refusal comes with its reason and not half-way. At the end the operation is in the
   * journal, with the completed draft.
   */
  async function preflight(
    planned: OperationRecord,
    plan: SecretRequest,
    opened: Opened,
    recoveryKey: Secret,
  ): Promise<{ readonly operation: OperationRecord; readonly target: Target }> {
    if (freeBytes() < FREE_BYTES_NEEDED) throw new Failure({ kind: 'vault', why: 'disk-full' })
    await keychain.keep(recoveryEntry(planned.id), recoveryKey) // also the keychain's own test
    try {
      const version = await freeVersion(keychain, plan.version, (number) => keyEntry(plan.key, number))
      await known.prepare(planned.id)
      const before = await reach(plan, opened)
      const target = await prepared(plan.target, opened)
      const startedAt = clock.now()
      const operation = journal.begin({
        ...planned,
        version,
        draft: draftOf(target),
        before,
        startedAt,
        deadline: startedAt + CHANGE_DEADLINE_MS,
      })
      return { operation, target }
    } catch (error) {
      await keychain
        .forget(recoveryEntry(planned.id))
        .catch((late: unknown) => void log.unexpected('forget a recovery key', late))
      throw error
    }
  }

  /** Makes one harmless read: it shows that the account works and the key exists, and gives the key's state before the request. */
  async function reach(
    { target, key }: SecretRequest,
    { provider, api, account, credential }: Opened,
  ): Promise<OperationRecord['before']> {
    if (target.kind === 'create') {
      await provider.test(api)
      return undefined
    }
    const { remoteId, scope } = target.ref
    if (provider.credentialHandle?.(credential) === remoteId) markOwn(account.id, key)
    if (provider.get === undefined) {
      await provider.test(api)
      return { remoteId, scope, createdAt: store.keys.get(key)?.createdAt }
    }
    const { key: found } = await provider.get(api, target.ref)
    if (found === undefined) throw new Failure({ kind: 'provider', why: 'not-found', outcome: 'refused' })
    return { remoteId, scope, createdAt: found.createdAt }
  }

  /** What a draft names is found or made before the operation begins: a crash later finds it in the journal. */
  async function prepared(target: Target, { provider, api }: Opened): Promise<Target> {
    const prepare = target.kind === 'create' ? provider.create?.prepare : undefined
    if (target.kind !== 'create' || prepare === undefined) return target
    return { kind: 'create', draft: await prepare(api, target.draft) }
  }

  /** From now on a new value of `key` becomes the account's credential, and the page shows that. */
  function markOwn(id: AccountId, key: KeyId): void {
    const account = store.accounts.get(id)
    if (account !== undefined) markCredential({ store, changes }, account, key)
  }

  async function request(
    operation: OperationRecord,
    target: Target,
    opened: Opened,
    recoveryKey: Secret,
  ): Promise<Outcome> {
    /** The raw responses. A request that is signed again gets more than one response. */
    const answers: Answer[] = []
    opened.api.keepAnswers((answer) => {
      answers.push(answer)
      step(operation, 'answered')
      // A disk that refuses the file must not lose the secret: the keychain is tried anyway.
      sealing.seal(operation.id, recoveryKey, answer)
      step(operation, 'sealed')
    })
    try {
      return await outcomeOf(operation, () => send(target, opened), answers)
    } finally {
      answers.forEach(wipe)
    }
  }

  /** Decides the outcome. Every response is sealed before this point. */
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
      const holdsSecret = await search.inspect(operation, answers)
      const nothingChanged = why.kind === 'provider' && why.outcome !== 'unknown'
      // A refusal that contains a whole new secret cannot be believed.
      return persister.end(operation, nothingChanged && !holdsSecret ? 'rejected' : 'unknown', why)
    }
    const outcome = await persister.understand(operation, answer)
    if (outcome.outcome === 'unknown') {
      await search.inspect(operation, answers)
      changes.touch({ operations: [operation.id] })
    }
    wipe(answer)
    return outcome
  }

  async function send(target: Target, { provider, api }: Opened): Promise<Answer> {
    const { regenerate, create } = provider
    if (target.kind === 'regenerate' && regenerate) return regenerate.send(api, target.ref)
    if (target.kind === 'create' && create) return create.send(api, target.draft)
    throw new Failure({ kind: 'unsupported', act: target.kind })
  }
}

const draftOf = (target: Target): FormValues => (target.kind === 'create' ? target.draft : {})

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
  draft: draftOf(target),
  before: undefined,
  issued: undefined,
  error: undefined,
  checks: [],
  assessment: undefined,
  overlap,
})
