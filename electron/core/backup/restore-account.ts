/** Connects an account again from a backup, with its credential, without asking its provider. */
import { Failure } from '../../../shared/contract/errors.ts'
import { AccountId, type Instant } from '../../../shared/model/model.ts'
import { accountEntry, newId } from '../keychain/entry-names.ts'
import { freeVersion } from '../keychain/free-version.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import type { Changes } from '../projection/changes.ts'
import type { PlannedAccount } from './restore-plan.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly changes: Changes
  readonly clock: Pick<Clock, 'now'>
}

const PLAIN_ID = /^[a-z0-9-]{1,64}$/

/** SECURITY: an id is part of the names of keychain entries. One that is not ours, or is taken, is not used. */
export const freeId = (id: string, name: string, isTaken: (id: string) => boolean): string =>
  PLAIN_ID.test(id) && !isTaken(id) ? id : newId(name)

/**
 * As when an account is connected: the credential first, then the row that names it. An address that is not the provider's own is confirmed anew
 * before anything is sent there. Throws Failure `keychain`, `vault` or `secret-missing`.
 */
export async function restoreAccount(
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
