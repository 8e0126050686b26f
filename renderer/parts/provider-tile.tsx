/**
 * The tile that identifies a provider or an account at a glance: letters or an emoji on a colour. The tile is hidden from screen readers,
 * because every place that shows one also gives the name in words.
 */
import { monogram, providerLook, type TileColour } from '../../shared/model/account-sign.ts'
import type { AccountId, AccountRow, KeyRow } from '../../shared/model/model.ts'
import { useVault } from '../vault/store.ts'
import type { VaultState } from '../vault/vault-state.ts'
import { Icon } from './icon.tsx'

export interface TileFacts {
  /** The provider's id. */
  readonly provider: string
  /** The provider's name, which the letters are taken from; missing for a provider that this version does not know. */
  readonly name?: string | undefined
  readonly colour?: TileColour | undefined
  readonly emoji?: string | undefined
  /** The tooltip; default: the provider's name. */
  readonly title?: string
}

/** The provider id of keys without an account. */
const MANUAL = 'manual'

export function ProviderTile({ provider, name, colour, emoji, title = name }: TileFacts) {
  const isManual = provider === MANUAL
  return (
    <span className={`tile ${lookOf(provider, colour)}`} title={title} aria-hidden="true">
      {emoji ?? (isManual ? <Icon of="key" /> : monogram(name ?? provider))}
    </span>
  )
}

/** The classes of the tile's colour. A colour that the user chose is always soft. */
function lookOf(provider: string, chosen: TileColour | undefined): string {
  if (chosen !== undefined) return `tile-${chosen}`
  if (provider === MANUAL) return 'tile-none'
  const { colour, isStrong } = providerLook(provider)
  return isStrong ? `tile-${colour} tile-strong` : `tile-${colour}`
}

type Named = Pick<VaultState, 'accounts' | 'providers'>

/** The props of {@link ProviderTile} for a key. All are strings, so that equal props do not render a row of the list again. */
export function tileOf(
  { account, provider }: Pick<KeyRow, 'account' | 'provider'>,
  { accounts, providers }: Named,
): TileFacts {
  const sign = account === undefined ? undefined : accounts.get(account)?.sign
  return { provider, name: providers.get(provider)?.name, ...sign }
}

export function KeyTile({ row }: { readonly row: Pick<KeyRow, 'account' | 'provider'> }) {
  const accounts = useVault((state) => state.accounts)
  const providers = useVault((state) => state.providers)
  return <ProviderTile {...tileOf(row, { accounts, providers })} />
}

export function AccountTile({ id }: { readonly id: AccountId }) {
  const account = useVault(({ accounts }) => accounts.get(id))
  return account === undefined ? null : <TileOfAccount account={account} />
}

function TileOfAccount({ account: { provider, sign } }: { readonly account: AccountRow }) {
  const name = useVault(({ providers }) => providers.get(provider)?.name)
  return <ProviderTile provider={provider} name={name} {...sign} />
}
