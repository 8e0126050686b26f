/** Detects a "new" secret that is already known: from any version of any key in Keyhold, or from an account. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Failure, type KeychainTrouble, type SecretTrouble } from '../../../shared/contract/errors.ts'
import type { KeyId, OperationId } from '../../../shared/model/model.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { EntryName } from '../ports/keychain.ts'
import type { OperationRecord, Store } from '../ports/store.ts'
import type { Secret } from '../ports/secret.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
}

/** Neither throws. A value that cannot be read is left out of the comparison. */
export interface KnownValues {
  /** Reads unread entries before the request is sent, so that a new secret does not wait for those reads. */
  prepare(operation: OperationId): Promise<void>
  /** The problem with `secret` as the new one of `operation`; `undefined` if Keyhold did not hold it before the request. */
  trouble(operation: OperationRecord, secret: Secret): Promise<SecretTrouble | undefined>
}

/** Who has a secret: a key, or an account as its credential. */
export interface Holder {
  readonly key: KeyId | undefined
  readonly entry: EntryName
}

export interface SecretIndex {
  /**
   * Reads the entries of all keys and accounts, then tells who has a secret. Throws Failure `keychain` if the keychain is closed: an answer
   * without it would be wrong. `progress` is from 0 to 1.
   */
  lookUp(options?: {
    readonly signal?: AbortSignal
    readonly progress?: (done: number) => void
  }): Promise<(secret: Secret) => Holder | undefined>
}

/**
 * Keychain entries are written once and never changed, so each is read once per run. Memory holds only a keyed hash, whose key never leaves this
 * process.
 */
export function createKnownValues({ store, keychain }: Deps): KnownValues & SecretIndex {
  const hashKey = randomBytes(32)
  const hashes = new Map<EntryName, Buffer>()
  /** Requests of this run. A credential has no date: after a restart it may be the new secret, entered by hand since. */
  const fresh = new Set<OperationId>()

  const hashOf = (secret: Secret): Buffer =>
    secret.use((bytes) => createHmac('sha256', hashKey).update(bytes).digest())

  interface Held {
    readonly entry: EntryName
    readonly backend: string
    readonly isOwn: boolean
  }

  /** Leaves out versions made after the request: one may hold the request's own secret, typed in while the keychain was locked. */
  function heldBefore({ id, key, overlap, startedAt }: OperationRecord): readonly Held[] {
    const versions = store.versions
      .all()
      .filter(({ madeAt }) => madeAt <= startedAt)
      .map(({ entry, backend, key: owner }) => ({
        entry,
        backend,
        isOwn: owner === key || owner === overlap?.old,
      }))
    return fresh.has(id) ? [...versions, ...credentials()] : versions
  }

  const credentials = (): readonly Held[] =>
    store.accounts
      .all()
      .map(({ credentialEntry: entry, credentialBackend: backend }) => ({ entry, backend, isOwn: false }))

  async function read(held: readonly Omit<Held, 'isOwn'>[]): Promise<void> {
    for (const one of held)
      try {
        await readOne(one)
      } catch (error) {
        if (isClosed(error)) return // the other reads would fail as well
      }
  }

  /** Throws Failure `keychain` for a problem of the whole keychain. */
  async function readOne({ entry, backend }: Omit<Held, 'isOwn'>): Promise<void> {
    if (hashes.has(entry)) return
    const secret = await keychain.take(entry, backend).catch((error: unknown) => {
      if (isClosed(error)) throw error
      return undefined
    })
    if (secret !== undefined) hashes.set(entry, hashOf(secret))
    secret?.wipe()
  }

  return {
    async lookUp({ signal, progress } = {}) {
      const versions = store.versions.all()
      const all = [...versions, ...credentials().map((held) => ({ ...held, key: undefined }))]
      const holders = new Map<string, Holder>()
      for (const [index, held] of all.entries()) {
        if (signal?.aborted === true) throw new Failure({ kind: 'work', why: 'cancelled' })
        await readOne(held)
        const hash = hashes.get(held.entry)?.toString('hex')
        if (hash !== undefined && !holders.has(hash)) holders.set(hash, { key: held.key, entry: held.entry })
        progress?.((index + 1) / all.length)
      }
      return (secret) => (holders.size === 0 ? undefined : holders.get(hashOf(secret).toString('hex')))
    },

    async prepare(operation) {
      fresh.add(operation)
      await read([...store.versions.all(), ...credentials()])
    },

    async trouble(operation, secret) {
      const held = heldBefore(operation)
      await read(held)
      const hash = hashOf(secret)
      const same = held.filter(({ entry }) => {
        const known = hashes.get(entry)
        return known !== undefined && timingSafeEqual(known, hash)
      })
      if (same.length === 0) return undefined
      return same.some(({ isOwn }) => isOwn) ? 'unchanged' : 'known'
    },
  }
}

/** Problems with one entry alone; any other problem concerns the whole keychain. */
const OF_ONE_ENTRY: readonly KeychainTrouble[] = ['changed', 'no-entry', 'refused', 'mismatch']

const isClosed = (error: unknown): boolean =>
  !(error instanceof Failure && error.error.kind === 'keychain' && OF_ONE_ENTRY.includes(error.error.why))
