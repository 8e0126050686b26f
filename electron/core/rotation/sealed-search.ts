/** Searches sealed responses that could not be understood for a whole secret, tests it, and saves it at the user's request. */
import { Failure } from '../../../shared/contract/errors.ts'
import { lacks } from '../../../shared/model/abilities.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import type { Outcome, SealedFinding } from '../../../shared/model/operation.ts'
import { about, scopeOf, type Journal } from './journal.ts'
import type { KnownValues } from './known-values.ts'
import { withClient } from '../credentials/credentials.ts'
import type { Answer, Provider, Providers, RemoteKey } from '../ports/provider.ts'
import type { OperationRecord, Store } from '../ports/store.ts'
import type { Log } from '../ports/world.ts'
import { decoded, textsOf } from '../answers/reading.ts'
import type { Sealing } from './sealing.ts'
import { Secret } from '../ports/secret.ts'
import { readIssue, type SecretPersister } from './persist-secret.ts'

/** More than one is rare; at most this many are tested. */
const MOST_TESTED = 5

interface Deps {
  readonly store: Store
  readonly journal: Journal
  readonly providers: Providers
  readonly sealing: Sealing
  readonly known: KnownValues
  readonly persister: SecretPersister
  readonly log: Log
  readonly now: () => number
}

export interface SealedSearch {
  /** Whether `answers` hold a whole secret that Keyhold does not hold yet; the page shows the remembered result. Never throws. */
  inspect(operation: OperationRecord, answers: readonly Answer[]): Promise<boolean>
  /** The result of the last search. */
  holdsSecret(operation: OperationId): boolean
  /** Opens the sealed responses, searches and tests. Throws Failure `keychain` or `vault`, and `provider` if the test could not be made now. */
  find(operation: OperationRecord): Promise<SealedFinding>
  /** Searches and tests again, then saves. Throws as `find`, and Failure `secret-missing` if there is no secret to save. */
  save(operation: OperationRecord): Promise<Outcome>
}

interface Found {
  readonly secret: Secret
  readonly finding: Extract<SealedFinding, { found: 'secret' }>
}

export function createSealedSearch(deps: Deps): SealedSearch {
  const { store, journal, providers, sealing, known, persister, log, now } = deps
  const holding = new Set<OperationId>()

  /** Every whole secret of the provider's form, except those that Keyhold held before the request. The caller wipes them. */
  async function secretsIn(operation: OperationRecord, answers: readonly Answer[]): Promise<Secret[]> {
    const { secretsIn: read } = providers.find(operation.provider)
    const texts = new Set<string>()
    for (const answer of answers)
      for (const text of await textsOf(answer)) for (const one of read(text)) texts.add(one)
    const secrets: Secret[] = []
    for (const text of texts) {
      const secret = Secret.fromText(text)
      if ((await known.trouble(operation, secret)) === undefined) secrets.push(secret)
      else secret.wipe()
    }
    return secrets
  }

  async function inspect(operation: OperationRecord, answers: readonly Answer[]): Promise<boolean> {
    try {
      const secrets = await secretsIn(operation, answers)
      for (const secret of secrets) secret.wipe()
      if (secrets.length > 0) holding.add(operation.id)
      else holding.delete(operation.id)
      return secrets.length > 0
    } catch (error) {
      log.unexpected('look into an answer', error)
      return true // unknown, so the sealed response stays
    }
  }

  /**
   * Whether the secret works. `undefined`: this provider offers no test for keys of this kind, or its account was removed. Throws Failure
   * `provider` if the provider could not be asked.
   */
  async function works(operation: OperationRecord, secret: Secret): Promise<boolean | undefined> {
    const { account: id, provider } = operation
    const account = id && store.accounts.get(id)
    const { verify, settingsWith, metadata } = providers.find(provider)
    if (!account || verify === undefined || lacks(metadata, scopeOf(operation), 'verify')) return undefined
    // Where the settings name the key that signs, a secret alone cannot be tested.
    if (settingsWith !== undefined) return undefined
    return withClient(providers, { provider, settings: account.settings, secret }, (api) => verify(api))
  }

  /** The secret that may be saved, otherwise the finding to show. The caller wipes all of `secrets`. */
  async function choose(
    operation: OperationRecord,
    secrets: readonly Secret[],
  ): Promise<Found | SealedFinding> {
    const [first, ...others] = secrets
    if (first === undefined) return { found: 'nothing' }
    for (const secret of secrets.slice(0, MOST_TESTED)) {
      const isAccepted = await works(operation, secret)
      if (isAccepted === true) return { secret, finding: { found: 'secret', works: 'yes' } }
      if (isAccepted === undefined)
        return others.length > 0
          ? { found: 'several' }
          : { secret, finding: { found: 'secret', works: 'untested' } }
    }
    return { found: 'secret', works: 'no' }
  }

  async function within<T>(
    operation: OperationRecord,
    run: (answers: readonly Answer[], chosen: Found | SealedFinding) => T | Promise<T>,
  ): Promise<T> {
    const answers = await sealing.openAll(operation.id)
    const secrets = await secretsIn(operation, answers)
    try {
      return await run(answers, await choose(operation, secrets))
    } finally {
      for (const secret of secrets) secret.wipe()
      for (const answer of answers) wipe(answer)
    }
  }

  /** The known fields of the key whose secret was found: from the response, from a check at the provider, or from the secret itself. */
  async function remoteOf(
    operation: OperationRecord,
    secret: Secret,
    answers: readonly Answer[],
  ): Promise<Partial<RemoteKey> | undefined> {
    const provider = providers.find(operation.provider)
    for (const answer of answers) {
      const remote = await remoteIn(answer, operation, provider, secret)
      if (remote !== undefined) return remote
    }
    const { assessment } = operation
    const orphan = assessment?.state === 'orphan' ? store.keys.get(assessment.key) : undefined
    if (orphan?.remoteId !== undefined) return { remoteId: orphan.remoteId, scope: orphan.scope }
    const handle = provider.credentialHandle?.(secret)
    return handle === undefined ? undefined : { remoteId: handle, handle }
  }

  /** For recovery after a crash, which cannot read these fields from the response. */
  function note({ id }: OperationRecord, remote: Partial<RemoteKey> | undefined): void {
    if (remote?.remoteId === undefined) return
    const { remoteId, createdAt } = remote
    journal.note(id, { issued: { remoteId, createdAt } })
  }

  return {
    inspect,
    holdsSecret: (id) => holding.has(id),

    find: (operation) => within(operation, (_, chosen) => ('finding' in chosen ? chosen.finding : chosen)),

    save: (operation) =>
      within(operation, async (answers, chosen) => {
        if (!('finding' in chosen)) throw new Failure({ kind: 'secret-missing' })
        const remote = await remoteOf(operation, chosen.secret, answers)
        note(operation, remote)
        const outcome = await persister.store(operation, chosen.secret.copy(), remote)
        if (outcome.outcome === 'stored') {
          holding.delete(operation.id)
          const details = { operation: operation.kind }
          store.history.add({ ...about(operation), at: now(), kind: 'operation-recovered', details })
        }
        return outcome
      }),
  }
}

/** A whole response may hold the key's fields beside its secret, whatever its status. */
async function remoteIn(
  answer: Answer,
  operation: OperationRecord,
  provider: Provider,
  secret: Secret,
): Promise<Partial<RemoteKey> | undefined> {
  try {
    const plain = await decoded(answer)
    const issued = plain && readIssue(provider, operation, plain)
    if (issued === undefined) return undefined
    const isSame = issued.secret.equals(secret)
    issued.secret.wipe()
    return isSame ? issued.remote : undefined
  } catch {
    return undefined // expected: such a response was sealed because it could not be understood
  }
}

/** Overwrites the bytes of a response. */
export function wipe({ body, raw }: Answer): void {
  body.fill(0)
  raw?.fill(0)
}
