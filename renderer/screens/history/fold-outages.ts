/** Joins the failed syncs of one outage, which has an entry for each account, into one item of the history. Pure. */
import { MINUTE_MS } from '../../../shared/expiry/expiry.ts'
import type { HistoryEntry } from '../../../shared/model/history.ts'
import { entryCause } from './history-messages.ts'

export type HistoryItem =
  | { readonly kind: 'entry'; readonly entry: HistoryEntry }
  /** In the order of the history, each of another account. */
  | { readonly kind: 'outage'; readonly entries: readonly HistoryEntry[] }

/** Longest time between two entries of one outage. The accounts are synced one after another, and each waits for its own timeout. */
const GAP_MS = 5 * MINUTE_MS

/** Below this number, the names say more than a count. */
const FEWEST = 3

/** Keeps the order of the entries, which is newest first. Only entries beside each other are joined. */
export function foldOutages(entries: readonly HistoryEntry[]): readonly HistoryItem[] {
  const runs: HistoryEntry[][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (run !== undefined && continues(run, entry)) run.push(entry)
    else runs.push([entry])
  }
  return runs.flatMap((run): HistoryItem[] =>
    run.length < FEWEST ? run.map((entry) => ({ kind: 'entry', entry })) : [{ kind: 'outage', entries: run }],
  )
}

function continues(run: readonly HistoryEntry[], entry: HistoryEntry): boolean {
  const last = run.at(-1)
  return (
    last?.kind === 'sync-failed' &&
    entry.kind === 'sync-failed' &&
    last.at - entry.at <= GAP_MS &&
    entryCause(last) === entryCause(entry) &&
    run.every(({ account }) => account !== entry.account)
  )
}
