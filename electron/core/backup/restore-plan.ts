/** Compares a backup with what is here. Reads the keychain, changes nothing. */
import { isDeepStrictEqual } from 'node:util'
import type { AccountId, KeyId } from '../../../shared/model/model.ts'
import type { RestoreAccount, RestoreKey } from '../../../shared/backup/restore.ts'
import { takeIfThere } from '../keychain/keychain-failures.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Secret } from '../ports/secret.ts'
import type { AccountRecord, KeyRecord, Store } from '../ports/store.ts'
import type { HeldAccount, HeldKey, HeldVersion, OpenBackup } from './open-backup.ts'
import { isEnded } from '../../../shared/model/operation.ts'
import { canBring } from './restored-operations.ts'

export interface PlannedAccount extends RestoreAccount {
  readonly there: HeldAccount
  /** The account here that it is. */
  readonly here: AccountId | undefined
}

export interface PlannedKey extends RestoreKey {
  readonly there: HeldKey
  readonly here: KeyId | undefined
  /** The versions that restoring it would add: those whose secret is not here yet, as {@link inOrder} sorts them. */
  readonly added: readonly HeldVersion[]
  /** The numbers that versions of the backup have here, of those whose secret was found here. */
  readonly numbers: ReadonlyMap<number, number>
}

export interface RestorePlan {
  readonly accounts: readonly PlannedAccount[]
  readonly keys: readonly PlannedKey[]
  /** Secrets here that the backup does not have. */
  readonly newerHere: number
}

/** Where a key of the backup is now, and which number each of its versions has here. */
export interface Restored {
  readonly key: KeyId
  readonly versions: ReadonlyMap<number, number>
}

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
}

interface Options {
  readonly signal: AbortSignal
  readonly progress: (done: number) => void
}

/** Throws Failure `keychain`: without its answers nobody can say what is the same. */
export async function planRestore(
  { store, keychain }: Deps,
  backup: OpenBackup,
  { signal, progress }: Options,
): Promise<RestorePlan> {
  const accounts: PlannedAccount[] = []
  for (const there of backup.accounts) accounts.push(await plannedAccount(there))
  const accountOf = new Map(accounts.map(({ id, here }) => [id, here]))
  const matched = new Set<KeyId>()
  const waiting = keysOfMissing(store, backup)
  const keys: PlannedKey[] = []
  let newerHere = 0
  for (const [at, there] of backup.keys.entries()) {
    if (signal.aborted) break
    const here = keyHere(store, there, there.account === undefined ? undefined : accountOf.get(there.account))
    if (here !== undefined) matched.add(here.id)
    keys.push(await plannedKey(there, here))
    progress((at + 1) / backup.keys.length)
  }
  for (const { id, version } of store.keys.all()) if (version > 0 && !matched.has(id)) newerHere++
  return { accounts, keys, newerHere }

  async function plannedAccount(there: HeldAccount): Promise<PlannedAccount> {
    const here = accountHere(store, there)
    const { id, provider, name } = there
    const status = here === undefined ? 'new' : (await lacksCredential(here, there)) ? 'lacks' : 'same'
    return { id, provider, name, status, there, here: here?.id }
  }

  /** SECURITY: a credential is only for the address that it was given for, so settings that differ rule out the backup's credential. */
  async function lacksCredential(here: AccountRecord, { secret, settings }: HeldAccount): Promise<boolean> {
    if (secret === undefined || !isDeepStrictEqual(here.settings, settings)) return false
    const held = await takeIfThere(keychain, here.credentialEntry, here.credentialBackend)
    held?.wipe()
    return held === undefined
  }

  async function plannedKey(there: HeldKey, here: KeyRecord | undefined): Promise<PlannedKey> {
    const readable = there.versions.filter(({ secret }) => secret !== undefined)
    const current = readable.find(({ version }) => version === there.version)
    const isWaiting = waiting.has(there.id)
    const held = here === undefined ? [] : await secretsHere(here, isWaiting ? undefined : current)
    const numbers = numbersHere(readable, held)
    held.forEach(({ secret }) => secret.wipe())
    const missing = readable.filter(({ version }) => !numbers.has(version))
    const isCurrentMissing = current !== undefined && missing.includes(current)
    const isHalf = isWaiting || (here?.version === 0 && missing.length > 0)
    const status = statusOf(here, { isCurrentMissing, isHalf, isEmpty: isEmpty(here, held, current) })
    return {
      ...shownOf(there, current),
      ...madeHere(here),
      status,
      there,
      here: here?.id,
      added: status === 'same' ? [] : inOrder(missing, there),
      numbers,
    }
  }

  /** Whether the key has no current secret here. False for a secret stored since the backup: it may be in another keychain, so the user decides. */
  function isEmpty(
    here: KeyRecord | undefined,
    held: readonly SecretHere[],
    current: HeldVersion | undefined,
  ): boolean {
    if (here === undefined || held.some(({ version }) => version === here.version)) return false
    const lost = store.versions.get(here.id, here.version)
    return lost === undefined || current === undefined || lost.madeAt <= current.madeAt
  }

  function madeHere(here: KeyRecord | undefined): Pick<RestoreKey, 'hereMadeAt'> {
    const current = here && store.versions.get(here.id, here.version)
    return current === undefined ? {} : { hereMadeAt: current.madeAt }
  }

  /** The current secret first. Reading stops at the secret that equals `current`. */
  async function secretsHere(
    { id, version: currentNumber }: KeyRecord,
    current: HeldVersion | undefined,
  ): Promise<readonly SecretHere[]> {
    const held: SecretHere[] = []
    const versions = store.versions.ofKey(id)
    const inOrder = versions.toSorted(
      (one, other) => Number(other.version === currentNumber) - Number(one.version === currentNumber),
    )
    for (const { version, entry, backend } of inOrder) {
      const secret = await takeIfThere(keychain, entry, backend)
      if (secret === undefined) continue
      held.push({ version, secret })
      if (current?.secret?.equals(secret) === true) break
    }
    return held
  }
}

const shownOf = ({ id, account, provider, name }: HeldKey, current: HeldVersion | undefined) => ({
  id,
  ...(account !== undefined && { account }),
  provider,
  name,
  hasSecret: current !== undefined,
  ...(current !== undefined && { madeAt: current.madeAt }),
})

/** The current version last: until it is stored, the key counts as not restored, so the restore after a crash adds the rest. */
export const inOrder = (
  versions: readonly HeldVersion[],
  { version: current }: HeldKey,
): readonly HeldVersion[] =>
  versions.toSorted(
    (one, other) =>
      Number(one.version === current) - Number(other.version === current) || one.version - other.version,
  )

interface SecretHere {
  readonly version: number
  readonly secret: Secret
}

function numbersHere(versions: readonly HeldVersion[], held: readonly SecretHere[]): Map<number, number> {
  const numbers = new Map<number, number>()
  for (const { version, secret } of versions) {
    const same = held.find((one) => secret !== undefined && one.secret.equals(secret))
    if (same !== undefined) numbers.set(version, same.version)
  }
  return numbers
}

/** Ids in the backup of the keys whose open operations are not here. Such an operation may hold the only copy of a secret. */
const keysOfMissing = (store: Store, { operations }: OpenBackup): ReadonlySet<string> =>
  new Set(
    operations
      .filter((one) => !isEnded(one.state) && canBring(store, one))
      .flatMap(({ key, overlap }) => [key, ...(overlap === undefined ? [] : [overlap.old])]),
  )

function statusOf(
  here: KeyRecord | undefined,
  is: { readonly isCurrentMissing: boolean; readonly isHalf: boolean; readonly isEmpty: boolean },
): RestoreKey['status'] {
  if (here === undefined) return 'new'
  if (!is.isCurrentMissing) return is.isHalf ? 'lacks' : 'same'
  return is.isEmpty ? 'lacks' : 'differs'
}

/** The same account by its id, or one that was connected anew with the same settings. */
function accountHere(store: Store, there: HeldAccount): AccountRecord | undefined {
  const same = store.accounts.get(there.id as AccountId)
  if (same?.provider === there.provider) return same
  const alike = store.accounts
    .all()
    .filter(
      ({ provider, settings }) => provider === there.provider && isDeepStrictEqual(settings, there.settings),
    )
  return alike.length === 1 ? alike[0] : undefined
}

/** The same key by its id, or at the same address of the same account. */
function keyHere(store: Store, there: HeldKey, account: AccountId | undefined): KeyRecord | undefined {
  const same = store.keys.get(there.id as KeyId)
  if (same?.provider === there.provider) return same
  if (account === undefined || there.remoteId === undefined) return undefined
  return store.keys.byRemote(account, there.scope, there.remoteId)
}
