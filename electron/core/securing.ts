/** Steps 3 to 5 of an operation: from a secret in hand to one that cannot be lost. Recovery takes the same road. */
import { Failure, type AppError } from '../../shared/errors.ts'
import type { OperationId } from '../../shared/model.ts'
import type { OperationState, OperationStep, Outcome } from '../../shared/operation.ts'
import type { CredentialValues } from './credential-values.ts'
import { keyEntry } from './entry-names.ts'
import type { Finish } from './finish.ts'
import { freeVersion } from './free-version.ts'
import type { Journal } from './journal.ts'
import type { Keychain } from './keychain.ts'
import type { Answer, Issued, Providers, RemoteKey } from './ports/provider.ts'
import type { OperationRecord, Store } from './ports/store.ts'
import type { Log } from './ports/world.ts'
import type { Sealing } from './sealing.ts'
import type { Secret } from './secret.ts'

interface Deps {
  readonly store: Store
  readonly journal: Journal
  readonly keychain: Keychain
  readonly sealing: Sealing
  readonly providers: Providers
  readonly finish: Finish
  readonly values: CredentialValues
  readonly log: Log
  readonly step: (operation: OperationRecord, step: OperationStep) => void
}

/** A secret that main still holds because the keychain did not take it. */
interface Held {
  readonly secret: Secret
  readonly remote: Partial<RemoteKey> | undefined
}

export interface Securing {
  /** Seals the raw answer before anything looks into it, then goes on. Never throws: every end is an outcome. */
  fromAnswer(operation: OperationRecord, rescueKey: Secret, answer: Answer): Promise<Outcome>
  /** From an answer that is already sealed, or that could not be. Wipes it. */
  understand(operation: OperationRecord, answer: Answer): Promise<Outcome>
  /** From the secret itself: keychain, read back, finish. Takes the secret over and wipes it once it is safe. */
  store(operation: OperationRecord, secret: Secret, remote: Partial<RemoteKey> | undefined): Promise<Outcome>
  /** The keychain already holds the new version: step 5 alone. */
  complete(operation: OperationRecord, backend: string, remote?: Partial<RemoteKey>): Promise<Outcome>
  /** The secret is known to be safe: what a program that ended too early has left of the seal goes. */
  tidy(operation: OperationRecord): Promise<void>
  /** Ends in `rejected` or `unknown` and says so. */
  end(operation: OperationRecord, state: 'rejected' | 'unknown', error: AppError): Promise<Outcome>
  held(operation: OperationId): Held | undefined
  /** Operations whose secret is nowhere but in memory: it would end with the program. */
  atRisk(): readonly OperationId[]
  /** What an answer holds; the answer is wiped. Throws Failure `provider` `not-understood` or `masked-secret`. */
  read(operation: OperationRecord, answer: Answer): Issued
  /** Writes what the disk has not taken yet, then wipes what is still in memory; the sealed files stay. */
  close(): void
}

/** The entry under the operation's own number holds something else: neither to be written over nor to be taken for the secret. */
export const isMismatch = ({ error }: OperationRecord): boolean =>
  error?.kind === 'keychain' && error.why === 'mismatch'

export function createSecuring({
  store,
  journal,
  keychain,
  sealing,
  providers,
  finish,
  values,
  log,
  step,
}: Deps): Securing {
  const holding = new Map<OperationId, Held>()

  async function fromAnswer(operation: OperationRecord, rescueKey: Secret, answer: Answer): Promise<Outcome> {
    step(operation, 'answered')
    // A disk that refuses the file must not cost the secret: the keychain is tried all the same.
    sealing.seal(operation.id, rescueKey, answer)
    step(operation, 'sealed')
    return understand(operation, answer)
  }

  async function understand(operation: OperationRecord, answer: Answer): Promise<Outcome> {
    let issued: Issued
    try {
      issued = read(operation, answer)
    } catch (error) {
      return end(operation, 'unknown', asError(error, 'read the answer'))
    }
    if (await isOldSecret(operation, issued.secret)) {
      issued.secret.wipe()
      return end(operation, 'unknown', { kind: 'secret', why: 'unchanged' })
    }
    const { remoteId, createdAt } = issued.remote
    attempt('note the answer', () => advance(operation, 'received', { issued: { remoteId, createdAt } }))
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
      const why = asError(error, 'keep the secret')
      if (!secret.wiped) holding.set(operation.id, { secret, remote })
      sealing.writeAgain()
      attempt('note that it is unsaved', () => advance(operation, 'unsaved', { error: why }))
      step(operation, 'ended')
      return { outcome: 'unsaved', operation: operation.id, key: operation.key, error: { ...why } }
    }
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
      finish(operation, backend, remote)
    } catch (error) {
      // The secret is in the keychain and its sealed copy on disk; only our own record is missing. `operation:resume` tries again.
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
    await sealing.forgetUnusedKey(operation.id)
    step(operation, 'ended')
    return { outcome: state, operation: operation.id, key: operation.key, error: { ...error } }
  }

  /** Moves the journal where an arrow leads; after a restart the row may already be there or beyond. */
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

  function attempt(what: string, act: () => void): void {
    try {
      act()
    } catch (error) {
      log.unexpected(what, error)
    }
  }

  const asError = (error: unknown, where: string): AppError =>
    error instanceof Failure ? error.error : { kind: 'unexpected', ticket: log.unexpected(where, error) }

  function read(operation: OperationRecord, answer: Answer): Issued {
    try {
      return readWith(operation, answer)
    } finally {
      answer.body.fill(0)
    }
  }

  function readWith({ provider, kind, before, draft, name }: OperationRecord, answer: Answer): Issued {
    const { regenerate, create } = providers.find(provider)
    if (kind === 'regenerate' && regenerate && before)
      return regenerate.read(answer, { ...before, label: name })
    if (kind !== 'regenerate' && create) return create.read(answer, draft)
    throw new Failure({ kind: 'unsupported', act: kind === 'regenerate' ? 'regenerate' : 'create' })
  }

  /** A "new" secret that equals the old one is an answer not understood. Where the old one cannot be read, it cannot be said. */
  async function isOldSecret({ key: own, overlap }: OperationRecord, secret: Secret): Promise<boolean> {
    const key = overlap?.old ?? own
    const current = store.versions.get(key, store.keys.get(key)?.version ?? 0)
    if (current === undefined) return false
    const old = await keychain.take(current.entry).catch(() => undefined)
    const same = old?.equals(secret) ?? false
    old?.wipe()
    return same
  }

  function forgetHeld(id: OperationId): void {
    const held = holding.get(id)
    holding.delete(id)
    held?.secret.wipe()
  }

  return {
    fromAnswer,
    understand,
    read,
    store: keep,
    complete,
    tidy: ({ id }) => sealing.forget(id),
    end,
    held: (id) => holding.get(id),
    atRisk: () => [...holding.keys()].filter((id) => !sealing.isOnDisk(id)),
    close() {
      sealing.writeAgain()
      for (const id of [...holding.keys()]) forgetHeld(id)
    },
  }
}
