/** Stores the chosen rows of an import, each by an operation of its own: whatever ends it, every row is stored whole or can be imported again. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { ImportReport } from '../../../shared/contract/import.ts'
import type { Outcome } from '../../../shared/model/operation.ts'
import type { ShapedEntry } from '../ports/worker.ts'
import type { WaitForTurn } from '../ports/loop.ts'
import type { AddTogether, KeyToAdd } from '../rotation/add-together.ts'
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
  readonly byHand: Pick<ByHand, 'paste'>
  readonly addTogether: AddTogether
  /** Each batch waits for its turn, so that the window and other work go on. */
  readonly turn: WaitForTurn
  readonly signal: AbortSignal
  /** From 0 to 1. */
  readonly progress: (done: number) => void
}

/** New keys that share their transactions: each of those waits for the disk. The page gets them at once. */
const KEYS_A_BATCH = 10

/** Never throws: every trouble is in the report. A keychain or database that refuses stops the run. Cancelled, it ends after the batch under way. */
export async function runImport({
  rows,
  byHand,
  addTogether,
  turn,
  signal,
  progress,
}: Run): Promise<ImportReport> {
  const counts = { added: 0, joined: 0, known: 0 }
  const failed: ImportReport['failed'] = []
  let done = 0

  while (done < rows.length && !signal.aborted) {
    await turn(rows.length - done)
    const batch = nextBatch(rows, done)
    const stopped = await storeBatch(batch)
    if (stopped !== undefined) return { ...counts, failed, left: rows.length - done, stopped: { ...stopped } }
    progress(done / rows.length)
  }
  return { ...counts, failed, left: rows.length - done }

  /** Resolves with what stops the run. */
  async function storeBatch(batch: readonly ChosenRow[]): Promise<AppError | undefined> {
    const [only] = batch
    if (only !== undefined && !isNew(only)) return storeOne(only)
    let kept = done
    const results = await addTogether(batch.map(keyOf), () => {
      kept += 1
      progress(Math.min(kept, rows.length - 1) / rows.length)
    })
    for (const [index, result] of results.entries()) {
      const row = batch[index]
      if (row === undefined || result.kind === 'left') break
      if (result.kind === 'stored') counts.added += 1
      else if (stops(result.error)) return result.error
      else failed.push({ name: row.name, place: row.entry.place, error: { ...result.error } })
      done += 1
    }
    return undefined
  }

  async function storeOne(row: ChosenRow): Promise<AppError | undefined> {
    try {
      counts[await joinOrSkip(row, byHand)] += 1
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (stops(error.error)) return error.error
      failed.push({ name: row.name, place: row.entry.place, error: { ...error.error } })
    }
    done += 1
    return undefined
  }
}

/** New keys up to the next row of another kind, or that row alone: rows are stored in their order. */
function nextBatch(rows: readonly ChosenRow[], from: number): readonly ChosenRow[] {
  const some = rows.slice(from, from + KEYS_A_BATCH)
  const end = some.findIndex((row) => !isNew(row))
  return end < 0 ? some : some.slice(0, Math.max(1, end))
}

const isKnown = ({ state }: ChosenRow): boolean => state === 'known' || state === 'twice'

const isNew = (row: ChosenRow): boolean =>
  !isKnown(row) && (row.isApart || row.state !== 'joins' || row.key === undefined)

const keyOf = ({ entry, name }: ChosenRow): KeyToAdd => ({
  secret: { from: 'typed', text: entry.secret },
  fields: fieldsOf(entry, name),
})

async function joinOrSkip(row: ChosenRow, byHand: Run['byHand']): Promise<'joined' | 'known'> {
  const { key, entry } = row
  if (isKnown(row) || key === undefined) return 'known'
  refuse(await byHand.paste({ key, secret: { from: 'typed', text: entry.secret } }))
  return 'joined'
}

/** A secret that is not stored is sealed on disk, and the window shows its operation. The next import finishes it first. */
function refuse(outcome: Outcome): void {
  if (outcome.outcome !== 'stored') throw new Failure(outcome.error as AppError)
}

/** Whether the failure stops the run. Any other failure concerns one row only. */
const stops = ({ kind }: AppError): boolean =>
  kind === 'keychain' || kind === 'vault' || kind === 'locked' || kind === 'unexpected'
