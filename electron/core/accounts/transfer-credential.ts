/** Transfers an account to another of its keys, so that the key it was connected with may end. */
import { Failure } from '../../../shared/contract/errors.ts'
import { fieldList } from '../../../shared/model/history.ts'
import type { AccountId } from '../../../shared/model/model.ts'
import { acceptsSecret } from '../sync/new-secret-lag.ts'
import type { Changes } from '../projection/changes.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { KeyGuards } from '../keys/key-guards.ts'
import { openingWith, withClient } from '../credentials/credentials.ts'
import { markedKey } from '../credentials/mark-credential.ts'
import type { Providers } from '../ports/provider.ts'
import type { AccountRecord, KeyRecord, Store, VersionRecord } from '../ports/store.ts'
import type { VaultClock } from '../ports/world.ts'
import type { Secret } from '../ports/secret.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly providers: Providers
  readonly guards: KeyGuards
  readonly changes: Changes
  readonly clock: Pick<VaultClock, 'now' | 'wait'>
}

/**
 * Does nothing if `from` is not its account's credential. Otherwise `to` is tested at the provider first. Throws Failure `own-credential` if `to`
 * cannot serve as the credential, and `provider` or `keychain` if the test could not be completed or proves nothing yet (`not-yet-shown`), and
 * `closed` if the vault closes meanwhile; in each case the account keeps its credential.
 */
export type TransferCredential = (from: KeyRecord, to: KeyRecord) => Promise<void>

export function createTransferCredential({
  store,
  keychain,
  providers,
  guards,
  changes,
  clock,
}: Deps): TransferCredential {
  const refused = ({ name }: AccountRecord) => new Failure({ kind: 'own-credential', account: name })

  async function test(
    account: AccountRecord,
    to: KeyRecord,
    version: VersionRecord,
    secret: Secret,
  ): Promise<void> {
    const provider = providers.find(account.provider)
    const works = await withClient(providers, openingWith(provider, account, to, secret), async (api) =>
      acceptsSecret({ version, provider, clock }, async () => {
        try {
          await provider.test(api)
          return (await provider.verify?.(api)) !== false
        } catch (error) {
          if (isNo(error)) return false
          throw error
        }
      }),
    )
    if (!works) throw refused(account)
  }

  function adoptCredential(
    id: AccountId,
    to: KeyRecord,
    { entry, backend, key }: VersionRecord,
    secret: Secret,
  ): void {
    const account = store.accounts.get(id)
    if (account === undefined) throw new Failure({ kind: 'not-found', what: 'account' })
    const provider = providers.find(account.provider)
    const { settings } = openingWith(provider, account, to, secret)
    const expiresAt = provider.credentialExpiresAt?.(secret)
    const credential = { credentialEntry: entry, credentialBackend: backend, credentialKey: key }
    store.transaction(() => {
      store.accounts.put({ ...account, ...credential, settings, credentialExpiresAt: expiresAt })
      const about = { account: id, name: account.name, details: { fields: fieldList(['credential']) } }
      store.history.add({ at: clock.now(), kind: 'account-changed', ...about })
    })
    changes.touch({ accounts: [id], keys: [key, ...markedKey(account)] })
  }

  return async (from, to) => {
    const account = guards.accountOn(from.id)
    if (account === undefined) return
    const version = store.versions.get(to.id, to.version)
    if (to.account !== account.id || version === undefined) throw refused(account)
    await keychain.use(
      version.entry,
      async (secret) => {
        await test(account, to, version, secret)
        adoptCredential(account.id, to, version, secret)
      },
      version.backend,
    )
    changes.touch({ keys: [from.id, to.id] })
  }
}

/** Whether the provider itself refused the credential. Any other error leaves open whether the credential would work. */
const isNo = (error: unknown): boolean =>
  error instanceof Failure &&
  error.error.kind === 'provider' &&
  (error.error.why === 'unauthorized' || error.error.why === 'forbidden')
