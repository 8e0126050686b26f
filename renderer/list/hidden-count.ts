/** Counts the selected keys that the list does not show. Cached, because several components show the number. */
import { hiddenIn } from './selection.ts'
import type { VaultState } from '../vault/vault-state.ts'

type Looked = Pick<VaultState, 'selection' | 'list'>

let last: { readonly of: Looked; readonly count: number } | undefined

export function hiddenCount({ selection, list }: Looked): number {
  if (last?.of.selection !== selection || last.of.list.entries !== list.entries)
    last = { of: { selection, list }, count: hiddenIn(selection, list.entries) }
  return last.count
}
