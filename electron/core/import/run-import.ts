/** Stores the chosen rows of an import, each by an operation of its own: whatever ends it, every row is stored whole or not begun. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { ImportReport } from '../../../shared/contract/import.ts'
import type { Outcome } from '../../../shared/model/operation.ts'
import type { ShapedEntry } from '../ports/worker.ts'
import type { ByHand } from '../rotation/by-hand.ts'
import { fieldsOf } from './entry-fields.ts'
import type { Match } from './match-entries.ts'

export interface ChosenRow extends Match {
  readonly entry: ShapedEntry
  readonly name: string
  /** Becomes a key of its own, although it seems to be meant for a provider's. */
  readonly isApart: boolean
}

interface Run {
  readonly rows: readonly ChosenRow[]
  readonly byHand: ByHand
  readonly signal: AbortSignal
  /** From 0 to 1. */
  readonly progress: (done: number) => void
}

/** Never throws: every trouble is in the report. A keychain or database that refuses stops the run. */
export async function runImport({ rows, byHand, signal, progress }: Run): Promise<ImportReport> {
  const counts = { added: 0, joined: 0, known: 0 }
  const failed: ImportReport['failed'] = []
  const reportAt = (done: number, stopped?: AppError): ImportReport => ({
    ...counts,
    failed,
    left: rows.length - done,
    ...(stopped && { stopped: { ...stopped } }),
  })

  for (const [index, row] of rows.entries()) {
    if (signal.aborted) return reportAt(index)
    try {
      counts[await store(row, byHand)] += 1
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (stops(error.error)) return reportAt(index, error.error)
      failed.push({ name: row.name, place: row.entry.place, error: { ...error.error } })
    }
    progress((index + 1) / rows.length)
  }
  return reportAt(rows.length)
}

async function store(row: ChosenRow, byHand: ByHand): Promise<'added' | 'joined' | 'known'> {
  const { state, key, entry, name, isApart } = row
  if (state === 'known' || state === 'twice') return 'known'
  const secret = { from: 'typed', text: entry.secret } as const
  if (state === 'joins' && key !== undefined && !isApart) {
    refuse(await byHand.paste({ key, secret }))
    return 'joined'
  }
  refuse(await byHand.add({ secret, fields: fieldsOf(entry, name) }))
  return 'added'
}

/** Its secret is sealed on disk and before the user; the next import finishes it first. */
function refuse(outcome: Outcome): void {
  if (outcome.outcome !== 'stored') throw new Failure(outcome.error as AppError)
}

/** Any other failure is of one row alone. */
const stops = ({ kind }: AppError): boolean =>
  kind === 'keychain' || kind === 'vault' || kind === 'locked' || kind === 'unexpected'
