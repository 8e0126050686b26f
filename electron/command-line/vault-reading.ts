/** What commands read of a vault: rows without secrets, from the running program or from the database alone. */
import type { KeyDetail } from '../../shared/contract/keys.ts'
import type { AccountId, AccountRow, Instant, KeyId, KeyRow } from '../../shared/model/model.ts'
import type { OperationRow } from '../../shared/model/operation.ts'
import type { Settings } from '../../shared/model/settings.ts'

export interface VaultReading {
  readonly now: Instant
  readonly keys: readonly KeyRow[]
  readonly accounts: readonly AccountRow[]
  /** Open operations only. */
  readonly operations: readonly OperationRow[]
  readonly settings: Settings
  accountName(id: AccountId): string | undefined
  providerName(id: string): string | undefined
  /** Throws Failure `not-found`. */
  detail(key: KeyId): KeyDetail
}

interface Read extends Pick<
  VaultReading,
  'now' | 'keys' | 'accounts' | 'operations' | 'settings' | 'detail'
> {
  readonly providers: readonly { readonly id: string; readonly name: string }[]
}

export function readingOf({ providers, ...read }: Read): VaultReading {
  const accounts = new Map(read.accounts.map(({ id, name }) => [id, name]))
  const names = new Map(providers.map(({ id, name }) => [id, name]))
  return {
    ...read,
    accountName: (id) => accounts.get(id),
    providerName: (id) => names.get(id),
  }
}
