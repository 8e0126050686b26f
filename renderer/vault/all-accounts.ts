/** Queries over all accounts, and over the account of one key. Pure. */
import { metadataOfKey } from '../../shared/model/abilities.ts'
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { AccountRow, KeyRow } from '../../shared/model/model.ts'
import type { VaultState } from './vault-state.ts'

/** The accounts whose sync is running. */
export const syncingIn = ({ accounts }: Pick<VaultState, 'accounts'>): readonly AccountRow[] =>
  [...accounts.values()].filter(({ sync }) => sync.state === 'running')

/** An account in which a key can be created. */
export interface CreatingAccount {
  readonly account: AccountRow
  readonly metadata: ProviderMetadata
}

/** The accounts whose provider can create keys. */
export const creatingIn = ({
  accounts,
  providers,
}: Pick<VaultState, 'accounts' | 'providers'>): readonly CreatingAccount[] =>
  [...accounts.values()].flatMap((account) => {
    const metadata = providers.get(account.provider)
    return metadata?.can.create === true ? [{ account, metadata }] : []
  })

/** The metadata of a key's provider, narrowed to what the key's account and kind allow. */
export function metadataOf(
  { provider, account, scope }: Pick<KeyRow, 'provider' | 'account' | 'scope'>,
  { accounts, providers }: Pick<VaultState, 'accounts' | 'providers'>,
): ProviderMetadata | undefined {
  const settings = account === undefined ? undefined : accounts.get(account)?.settings
  return metadataOfKey(providers.get(provider), settings, scope)
}
