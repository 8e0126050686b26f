/** Steps 3 to 5 of an operation: from a secret in memory to one that cannot be lost. Recovery uses the same steps. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import type { OperationState, OperationStep, Outcome } from '../../../shared/model/operation.ts'
import type { CredentialValues } from '../credentials/credential-values.ts'
import type { KnownValues } from './known-values.ts'
import { keyEntry } from '../keychain/entry-names.ts'
import type { CommitOperation } from './commit-operation.ts'
import { freeVersion } from '../keychain/free-version.ts'
import type { Journal } from './journal.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Answer, Issued, Provider, Providers, RemoteKey } from '../ports/provider.ts'
import type { OperationRecord } from '../ports/store.ts'
import type { Log } from '../ports/world.ts'
import { decoded, isSuccess, LONGEST_BELIEVED } from '../answers/reading.ts'
import type { Sealing } from './sealing.ts'
import { Secret } from '../ports/secret.ts'

interface Deps {
  readonly journal: Journal
  readonly keychain: Keychain
  readonly sealing: Sealing
  readonly providers: Providers
  readonly commitOperation: CommitOperation
  readonly values: CredentialValues
  readonly known: KnownValues
  readonly log: Log
  readonly step: (operation: OperationRecord, step: OperationStep) => void
}

/** A secret that the main process still holds because the keychain did not store it. */
interface Held {
  readonly secret: Secret
  readonly remote: Partial<RemoteKey> | undefined
}

/** For a secret that the user brings, no provider has reported any fields. */
type Understood = Issued<Partial<RemoteKey>>

export interface SecretPersister {
  /** Continues from a response that is sealed, or that could not be sealed. Never throws: every end is an outcome. */
  understand(operation: OperationRecord, answer: Answer): Promise<Outcome>
  /** Continues from the secret: keychain, read back, commit. Takes ownership of the secret and wipes it once it is safe. */
  store(operation: OperationRecord, secret: Secret, remote: Partial<RemoteKey> | undefined): Promise<Outcome>
  /** Notes that the keychain has refused the secret, and holds it until it can be stored. Takes ownership of the secret. */
  refused(operation: OperationRecord, secret: Secret, error: AppError): Outcome
  /** Continues when the keychain already holds the new version: step 5 alone. */
  complete(operation: OperationRecord, backend: string, remote?: Partial<RemoteKey>): Promise<Outcome>
  /** The secret is known to be safe: deletes sealed files and keys that an interrupted run left. */
  tidy(operation: OperationRecord): Promise<void>
  /** Ends the operation in `rejected` or `unknown` and reports the step. */
  end(operation: OperationRecord, state: 'rejected' | 'unknown', error: AppError): Promise<Outcome>
  held(operation: OperationId): Held | undefined
  /** Operations whose secret, or whose response that may hold one, is only in memory: it would be lost when the program ends. */
  atRisk(): readonly OperationId[]
  /** Parses a response. Throws Failure `provider`: an unsuccessful status, `not-understood`, `masked-secret`. */
  read(operation: OperationRecord, answer: Answer): Promise<Understood>
  /** Writes responses that the disk has refused so far, then wipes the secrets still in memory; the sealed files stay. */
  close(): void
}

/** The entry with the operation's own version number holds another value: it must neither be overwritten nor be used as the secret. */
export const isMismatch = ({ error }: OperationRecord): boolean =>
  error?.kind === 'keychain' && error.why === 'mismatch'

export function createSecretPersister({
  journal,
  keychain,
  sealing,
  providers,
  commitOperation,
  values,
  known,
  log,
  step,
}: Deps): SecretPersister {
  const holding = new Map<OperationId, Held>()

  async function understand(operation: OperationRecord, answer: Answer): Promise<Outcome> {
    let issued: Understood
    try {
      issued = await read(operation, answer)
    } catch (error) {
      // The error from when the response arrived says more than that it still cannot be understood.
      const why = operation.state === 'unknown' ? operation.error : undefined
      return end(operation, 'unknown', why ?? asError(error, 'read the answer'))
    }
    const why = isByHand(operation) ? undefined : await known.trouble(operation, issued.secret)
    if (why !== undefined) {
      issued.secret.wipe()
      return end(operation, 'unknown', { kind: 'secret', why })
    }
    attempt('note the answer', () => advance(operation, 'received', noteOf(issued)))
    step(operation, 'received')
    return keep(operation, issued.secret, issued.remote)
  }

  async function keep(begun: OperationRecord, secret: Secret, remote: Held['remote']): Promise<Outcome> {
    let operation = begun
    try {
      if (isMismatch(begun)) operation = await underNextNumber(begun)
      const { backend } = await keychain.keep(keyEntry(operation.key, operation.version), secret)
      forgetHeld(operation.id)
      secret.wipe()
      attempt('note that it is stored', () => advance(operation, 'stored'))
      step(operation, 'stored')
      return await complete(operation, backend, remote)
    } catch (error) {
      return refused(operation, secret, asError(error, 'keep the secret'), remote)
    }
  }

  function refused(
    operation: OperationRecord,
    secret: Secret,
    why: AppError,
    remote: Held['remote'],
  ): Outcome {
    if (!secret.wiped) holding.set(operation.id, { secret, remote })
    sealing.writeAgain()
    attempt('note that it is unsaved', () => advance(operation, 'unsaved', { error: why }))
    step(operation, 'ended')
    return { outcome: 'unsaved', operation: operation.id, key: operation.key, error: { ...why } }
  }

  async function underNextNumber(operation: OperationRecord): Promise<OperationRecord> {
    const version = await freeVersion(keychain, operation.version + 1, (number) =>
      keyEntry(operation.key, number),
    )
    return journal.note(operation.id, { version, error: undefined })
  }

  async function complete(
    operation: OperationRecord,
    backend: string,
    remote?: Held['remote'],
  ): Promise<Outcome> {
    try {
      commitOperation(operation, backend, remote)
    } catch (error) {
      // The secret is in the keychain and its sealed copy on disk; only Keyhold's own record is missing. `operation:resume` tries again.
      const why = asError(error, 'finish')
      step(operation, 'ended')
      return { outcome: 'unsaved', operation: operation.id, key: operation.key, error: { ...why } }
    }
    await sealing.forget(operation.id)
    await values.stored(operation.key)
    step(operation, 'done')
    return { outcome: 'stored', operation: operation.id, key: operation.key }
  }

  async function end(
    operation: OperationRecord,
    state: 'rejected' | 'unknown',
    error: AppError,
  ): Promise<Outcome> {
    attempt('note the end', () => advance(operation, state, { error }))
    // A refusal has changed nothing, so its sealed response is not worth keeping.
    if (state === 'rejected') await sealing.forget(operation.id)
    else await sealing.forgetUnusedKey(operation.id)
    step(operation, 'ended')
    return { outcome: state, operation: operation.id, key: operation.key, error: { ...error } }
  }

  /** Makes the transition if it exists; after a restart the operation may already be in that state or beyond. */
  function advance(
    { id }: OperationRecord,
    to: OperationState,
    facts: Parameters<Journal['move']>[2] = {},
  ): void {
    const { state } = journal.get(id)
    const beyond = state === to || state === 'stored' || (state === 'unsaved' && to === 'received')
    if (beyond) journal.note(id, facts)
    else journal.move(id, to, facts)
  }

  function attempt(what: string, run: () => void): void {
    try {
      run()
    } catch (error) {
      log.unexpected(what, error)
    }
  }

  const asError = (error: unknown, where: string): AppError =>
    error instanceof Failure ? error.error : { kind: 'unexpected', ticket: log.unexpected(where, error) }

  async function read(operation: OperationRecord, answer: Answer): Promise<Understood> {
    if (isByHand(operation)) return { secret: new Secret(Buffer.from(answer.body)), remote: {} }
    const plain = isSuccess(answer) ? await decoded(answer, LONGEST_BELIEVED) : undefined
    if (plain === undefined) throw new Failure(errorOf(answer))
    return readIssue(providers.find(operation.provider), operation, plain)
  }

  function forgetHeld(id: OperationId): void {
    const held = holding.get(id)
    holding.delete(id)
    held?.secret.wipe()
  }

  return {
    understand,
    read,
    store: keep,
    refused: (operation, secret, error) => refused(operation, secret, error, undefined),
    complete,
    tidy: ({ id }) => sealing.forget(id),
    end,
    held: (id) => holding.get(id),
    atRisk: () => [
      ...new Set([...[...holding.keys()].filter((id) => !sealing.isOnDisk(id)), ...sealing.unwritten()]),
    ],
    close() {
      sealing.writeAgain()
      for (const id of [...holding.keys()]) forgetHeld(id)
    },
  }
}

const isByHand = ({ kind }: OperationRecord): boolean => kind === 'add' || kind === 'paste'

const noteOf = ({ remote: { remoteId, createdAt } }: Understood): Parameters<Journal['move']>[2] =>
  remoteId === undefined ? {} : { issued: { remoteId, createdAt } }

/** The error for a response that is unsuccessful or cannot be decoded. */
const errorOf = ({ broken, status }: Answer): AppError =>
  broken === undefined
    ? { kind: 'provider', why: 'not-understood', outcome: 'unknown', status }
    : { kind: 'provider', why: broken, outcome: 'unknown' }

/** Throws Failure `provider` `not-understood` or `masked-secret`. `answer` is decoded. */
export function readIssue(
  { regenerate, create }: Provider,
  { kind, before, draft, name }: OperationRecord,
  answer: Answer,
): Issued {
  if (kind === 'regenerate' && regenerate && before)
    return regenerate.read(answer, { ...before, label: name })
  if (kind !== 'regenerate' && create) return create.read(answer, draft)
  throw new Failure({ kind: 'unsupported', act: kind === 'regenerate' ? 'regenerate' : 'create' })
}
