/** Verifies that a held secret authenticates at its provider, by a call that changes nothing there. */
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { lacks } from '../../../shared/model/abilities.ts'
import { acceptsSecret } from '../sync/new-secret-lag.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { openingWith, withClient } from '../credentials/credentials.ts'
import type { Providers } from '../ports/provider.ts'
import type { Store } from '../ports/store.ts'
import type { VaultClock } from '../ports/world.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly providers: Providers
  readonly clock: Pick<VaultClock, 'now' | 'wait'>
}

export interface SecretVerification {
  /**
   * Throws Failure `not-found`, `unsupported`, `secret-missing`, `keychain`, `provider`, or `closed` if the vault closes meanwhile; `not-yet-shown`
   * if the secret is refused, and so new that this proves nothing.
   */
  verify(which: Input<'key:verify'>): Promise<Output<'key:verify'>>
}

export function createSecretVerification({ store, keychain, providers, clock }: Deps): SecretVerification {
  return {
    async verify({ key: id, version: number }) {
      const key = store.keys.get(id)
      if (key === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
      const account = key.account && store.accounts.get(key.account)
      const provider = account && providers.find(account.provider)
      const verify = provider?.verify
      if (!account || !verify || lacks(provider.metadata, key.scope, 'verify'))
        throw new Failure({ kind: 'unsupported', act: 'verify' })
      const version = store.versions.get(id, number ?? key.version)
      if (version === undefined) throw new Failure({ kind: 'secret-missing' })
      return keychain.use(
        version.entry,
        (secret) =>
          withClient(providers, openingWith(provider, account, key, secret), async (api) => {
            const works = await acceptsSecret({ version, provider, clock }, async () => verify(api))
            return { works, at: clock.now() }
          }),
        version.backend,
      )
    },
  }
}
