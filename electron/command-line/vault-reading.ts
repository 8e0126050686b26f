/** Reads the rows of a vault for commands, without secrets: from the running program or from the database directly. */
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

interface Sources extends Pick<VaultReading, 'now' | 'keys' | 'detail'> {
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  readonly accounts: () => readonly AccountRow[]
  readonly operations: () => readonly OperationRow[]
  readonly settings: () => Settings
}

/** Reads accounts, operations and settings when a command first needs them. Each takes a query, and `get` needs none of them. */
export function readingOf({ now, keys, detail, providers, ...read }: Sources): VaultReading {
  const accounts = once(read.accounts)
  const operations = once(read.operations)
  const settings = once(read.settings)
  const accountNames = once(() => new Map(accounts().map(({ id, name }) => [id, name])))
  const providerNames = once(() => new Map(providers.map(({ id, name }) => [id, name])))
  return {
    now,
    keys,
    get accounts() {
      return accounts()
    },
    get operations() {
      return operations()
    },
    get settings() {
      return settings()
    },
    accountName: (id) => accountNames().get(id),
    providerName: (id) => providerNames().get(id),
    detail,
  }
}

function once<T>(read: () => T): () => T {
  let held: { readonly value: T } | undefined
  return () => (held ??= { value: read() }).value
}
