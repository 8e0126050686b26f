/** What is asked of all accounts at once. Pure. */
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { AccountRow } from '../../shared/model/model.ts'
import type { VaultState } from './vault-state.ts'

/** Those whose sync is running. */
export const syncingIn = ({ accounts }: Pick<VaultState, 'accounts'>): readonly AccountRow[] =>
  [...accounts.values()].filter(({ sync }) => sync.state === 'running')

/** Where a key can be created. */
export interface CreatingAccount {
  readonly account: AccountRow
  readonly metadata: ProviderMetadata
}

/** The accounts whose provider can make keys. */
export const creatingIn = ({
  accounts,
  providers,
}: Pick<VaultState, 'accounts' | 'providers'>): readonly CreatingAccount[] =>
  [...accounts.values()].flatMap((account) => {
    const metadata = providers.get(account.provider)
    return metadata?.can.create === true ? [{ account, metadata }] : []
  })
