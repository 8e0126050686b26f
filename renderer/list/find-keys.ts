/** Finds keys for the text typed in a palette: by the list's own search, or, if that finds none, by similar names. */
import type { KeyRow } from '../../shared/model/model.ts'
import { parseQuery, unreadable } from '../../shared/search/query.ts'
import { fitOf } from '../../shared/search/typos.ts'
import { ranked } from '../palette/ranking.ts'
import { factsOf } from '../vault/apply-changes.ts'
import type { VaultState } from '../vault/vault-state.ts'

const MOST = 6

export function findKeys(state: VaultState, text: string): readonly KeyRow[] {
  const { query, problems } = parseQuery(text)
  if (unreadable(problems).length > 0) return []
  const found = state.keyIndex.find({ view: { kind: 'all' }, query, sort: state.sort }, factsOf(state))
  if (found.length > 0) return ranked(found, query, MOST).map(({ row }) => row)
  return similarKeys(state.keyIndex.rows(), text)
}

/** The keys with the most similar names, best match first. */
export function similarKeys(rows: Iterable<KeyRow>, text: string, most = MOST): readonly KeyRow[] {
  return [...rows]
    .flatMap((row) => {
      const fit = fitOf(row.name, text)
      return fit === undefined ? [] : [{ row, fit }]
    })
    .toSorted((a, b) => a.fit - b.fit)
    .slice(0, most)
    .map(({ row }) => row)
}
