/** Opens a connected account for calls, and reads its credential from the keychain for the duration of those calls. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { AccountId, FormValues } from '../../../shared/model/model.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Api, Provider, Providers } from '../ports/provider.ts'
import type { AccountRecord, KeyRecord, Store } from '../ports/store.ts'
import type { Secret } from '../ports/secret.ts'

/** An opened account. Valid only while `run` runs. */
export interface Opened {
  readonly account: AccountRecord
  readonly provider: Provider
  readonly api: Api
  readonly credential: Secret
}

export interface Credentials {
  /**
   * `settings`: settings to test in place of the account's own. Throws Failure `not-found`, `secret-missing` or `keychain`, and any error that
   * `run` throws.
   */
  use<T>(account: AccountId, run: (opened: Opened) => Promise<T>, settings?: FormValues): Promise<T>
}

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly providers: Providers
}

export function createCredentials({ store, keychain, providers }: Deps): Credentials {
  return {
    async use(id, run, settings) {
      const account = store.accounts.get(id)
      if (account === undefined) throw new Failure({ kind: 'not-found', what: 'account' })
      const provider = providers.find(account.provider)
      const credential = await keychain.take(account.credentialEntry, account.credentialBackend)
      if (credential === undefined) throw new Failure({ kind: 'secret-missing' })
      try {
        const opening = {
          provider: account.provider,
          settings: settings ?? account.settings,
          secret: credential,
        }
        return await withClient(providers, opening, (api) => run({ account, provider, api, credential }))
      } finally {
        credential.wipe()
      }
    },
  }
}

/** How to open an account with the secret of one of its keys: some accounts' settings name the key that signs. */
export const openingWith = (
  { settingsWith }: Pick<Provider, 'settingsWith'>,
  { provider, settings }: Pick<AccountRecord, 'provider' | 'settings'>,
  { remoteId }: Pick<KeyRecord, 'remoteId'>,
  secret: Secret,
): Opening => ({
  provider,
  settings: remoteId === undefined ? settings : (settingsWith?.(settings, remoteId) ?? settings),
  secret,
})

export interface Opening {
  readonly provider: string
  readonly settings: FormValues
  readonly secret: Secret
}

/** Opens a client, runs `run`, and closes the client in every case. Throws the errors of `Providers.open` and of `run`. */
export async function withClient<T>(
  providers: Pick<Providers, 'open'>,
  { provider, settings, secret }: Opening,
  run: (api: Api) => Promise<T>,
): Promise<T> {
  const api = await providers.open(provider, settings, secret)
  try {
    return await run(api)
  } finally {
    api.close()
  }
}
