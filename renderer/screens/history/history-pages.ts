/** Reads the history page by page: newest first, older pages on demand, new entries added on top as they are recorded. */
import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { HistoryEntry } from '../../../shared/model/history.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { call } from '../../vault/bridge.ts'
import { useVault } from '../../vault/store.ts'

export type Pages =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: AppError }
  | { readonly state: 'ready'; readonly entries: readonly HistoryEntry[]; readonly hasMore: boolean }

const PAGE = 100

const ask = (key: KeyId | undefined, before?: number) =>
  call('history:list', {
    limit: PAGE,
    ...(key !== undefined && { key }),
    ...(before !== undefined && { before }),
  })

/**
 * Puts a new first page on top of the shown entries. Entries never change, so the older ones stay. If the page does not reach down to the
 * shown entries, there is a gap between them, and the page replaces the shown entries.
 */
export function withNewest(shown: readonly HistoryEntry[], newest: readonly HistoryEntry[]) {
  const last = newest.at(-1)
  const joins = last !== undefined && shown.some(({ id }) => id === last.id)
  return joins ? [...newest, ...shown.filter(({ id }) => id < last.id)] : newest
}

export function useHistory(key: KeyId | undefined) {
  const [pages, setPages] = useState<Pages>({ state: 'loading' })
  // Any change of the vault may have added an entry.
  const revision = useVault((state) => state.revision)

  useEffect(() => {
    let isWanted = true
    void ask(key).then((answer) => {
      if (!isWanted) return
      setPages((before) => {
        if (!answer.ok) return before.state === 'ready' ? before : { state: 'failed', error: answer.error }
        const shown = before.state === 'ready' ? before.entries : []
        const entries = withNewest(shown, answer.value)
        const isSame = entries.length === answer.value.length
        const hasMore = isSame || before.state !== 'ready' ? answer.value.length === PAGE : before.hasMore
        return { state: 'ready', entries, hasMore }
      })
    })
    return () => {
      isWanted = false
    }
  }, [key, revision])

  const more = useCallback(async () => {
    if (pages.state !== 'ready') return
    const answer = await ask(key, pages.entries.at(-1)?.id)
    setPages((before) => {
      if (!answer.ok || before.state !== 'ready') return before
      const lowest = before.entries.at(-1)?.id ?? Infinity
      const older = answer.value.filter(({ id }) => id < lowest)
      return { state: 'ready', entries: [...before.entries, ...older], hasMore: answer.value.length === PAGE }
    })
  }, [key, pages])

  return { pages, more }
}
