/** Connects an account again from a backup, or brings the lost credential of one that is here, without asking its provider. */
import { isDeepStrictEqual } from 'node:util'
import { Failure } from '../../../shared/contract/errors.ts'
import { AccountId, type Instant } from '../../../shared/model/model.ts'
import { accountEntry, newId } from '../keychain/entry-names.ts'
import { freeVersion } from '../keychain/free-version.ts'
import { takeIfThere } from '../keychain/keychain-failures.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import type { Changes } from '../projection/changes.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'
import { markedKey } from '../credentials/mark-credential.ts'
import type { PlannedAccount } from './restore-plan.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly changes: Changes
  readonly accountLock: Pick<AccountLock, 'run'>
  readonly clock: Pick<Clock, 'now'>
}

const PLAIN_ID = /^[a-z0-9-]{1,64}$/

/** SECURITY: an id is part of the names of keychain entries. One that is not ours, or is taken, is not used. */
export const freeId = (id: string, name: string, isTaken: (id: string) => boolean): string =>
  PLAIN_ID.test(id) && !isTaken(id) ? id : newId(name)

/** An account that was removed here since the dry run is connected again. Throws as {@link connectAgain} does. */
export function restoreAccount(deps: Deps, planned: PlannedAccount, madeAt: Instant): Promise<AccountId> {
  const { here } = planned
  if (here === undefined || deps.store.accounts.get(here) === undefined)
    return connectAgain(deps, planned, madeAt)
  return deps.accountLock.run(here, () => bringCredential(deps, planned, here, madeAt))
}

/**
 * As when a user changes the credential: an entry of a new version first, then the row that names it. Between the two, a program that ends leaves an
 * entry that nothing uses, and the next restore brings the credential.
 */
async function bringCredential(
  { store, keychain, changes, clock }: Deps,
  { there: { secret, settings, credentialExpiresAt } }: PlannedAccount,
  id: AccountId,
  madeAt: Instant,
): Promise<AccountId> {
  const account = store.accounts.get(id)
  if (secret === undefined || account === undefined) throw new Failure({ kind: 'secret-missing' })
  const held = await takeIfThere(keychain, account.credentialEntry, account.credentialBackend)
  held?.wipe()
  if (held !== undefined) return id // another one was entered since the dry run
  // SECURITY: the credential goes nowhere but to the address that it was given for.
  if (!isDeepStrictEqual(account.settings, settings)) throw new Failure({ kind: 'secret-missing' })
  const version = await freeVersion(keychain, account.credentialVersion + 1, (number) =>
    accountEntry(id, number),
  )
  const entry = accountEntry(id, version)
  const { backend } = await keychain.keep(entry, secret)
  store.transaction(() => {
    store.accounts.put({
      ...account,
      credentialExpiresAt,
      credentialEntry: entry,
      credentialVersion: version,
      credentialBackend: backend,
      credentialKey: undefined, // the next list finds it
    })
    const about = { account: id, name: account.name, details: { asOf: madeAt } }
    store.history.add({ at: clock.now(), kind: 'account-restored', ...about })
  })
  changes.touch({ accounts: [id], keys: markedKey(account) })
  return id
}

/**
 * As when an account is connected: the credential first, then the row that names it. An address that is not the provider's own is confirmed anew
 * before anything is sent there. Throws Failure `keychain`, `vault` or `secret-missing`.
 */
async function connectAgain(
  { store, keychain, changes, clock }: Deps,
  { id: idThere, there, name }: PlannedAccount,
  madeAt: Instant,
): Promise<AccountId> {
  const { secret, asOf, credentialExpiresAt, sign, settings, warnings, provider, connectedAt } = there
  if (secret === undefined) throw new Failure({ kind: 'secret-missing' })
  const isTaken = (one: string) => store.accounts.get(one as AccountId) !== undefined
  const id = AccountId.parse(freeId(idThere, name, isTaken))
  const version = await freeVersion(keychain, 1, (number) => accountEntry(id, number))
  const entry = accountEntry(id, version)
  const { backend } = await keychain.keep(entry, secret)
  store.transaction(() => {
    store.accounts.put({
      ...{ id, name, provider, settings, warnings, connectedAt },
      sign,
      asOf,
      credentialExpiresAt,
      credentialEntry: entry,
      credentialVersion: version,
      credentialBackend: backend,
      // The next list finds the key that is the credential.
      credentialKey: undefined,
      lastSync: undefined,
      clockSkewMs: undefined,
    })
    const details = { asOf: madeAt }
    store.history.add({ at: clock.now(), kind: 'account-restored', account: id, name, details })
  })
  changes.touch({ accounts: [id] })
  return id
}
