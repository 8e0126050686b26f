/** The page's one store. Read it with `useVault`; change it through page-actions.ts. Updates from the main process arrive through connection.ts. */
import { useMemo } from 'react'
import { create } from 'zustand'
import { metadataOfKey } from '../../shared/model/abilities.ts'
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { AccountId, AccountRow, KeyId, KeyRow, OperationId } from '../../shared/model/model.ts'
import type { OperationRow } from '../../shared/model/operation.ts'
import { initialState, type VaultState } from './vault-state.ts'

export const useVault = create<VaultState>()(initialState)

/** The row as the main process last sent it; `undefined` once the key has left the vault. */
export function useKey(id: KeyId | undefined): KeyRow | undefined {
  return useVault(({ keyIndex }) => (id === undefined ? undefined : keyIndex.get(id)))
}

/** The rows of `ids` that are still in the vault, in that order. Pass the same array object while the ids are the same. */
export function useKeys(ids: readonly KeyId[]): readonly KeyRow[] {
  const keyIndex = useVault((state) => state.keyIndex)
  const revision = useVault((state) => state.indexRevision)
  return useMemo(
    () => ids.map((id) => keyIndex.get(id)).filter((row) => row !== undefined),
    // oxlint-disable-next-line react/exhaustive-deps -- the index changes in place; its revision says so
    [ids, keyIndex, revision],
  )
}

export function useAccount(id: AccountId | undefined): AccountRow | undefined {
  return useVault(({ accounts }) => (id === undefined ? undefined : accounts.get(id)))
}

export function useOperation(id: OperationId | undefined): OperationRow | undefined {
  return useVault(({ operations }) => (id === undefined ? undefined : operations.get(id)))
}

/** The catalogue entry; `undefined` for a provider that this version does not know. */
export function useProvider(id: string | undefined): ProviderMetadata | undefined {
  return useVault(({ providers }) => (id === undefined ? undefined : providers.get(id)))
}

/** The metadata of a key's provider, narrowed to what the key's account and kind allow. */
export function useProviderOf(row: KeyRow | undefined): ProviderMetadata | undefined {
  return metadataOfKey(useProvider(row?.provider), useAccount(row?.account)?.settings, row?.scope)
}
