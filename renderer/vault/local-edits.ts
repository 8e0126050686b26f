/** Changes to data that only Keyhold stores, each with its undo: favourite, tags, notes, variable, name, snooze, deletion from Keyhold. */
import type { Instant, KeyId, KeyRow } from '../../shared/model/model.ts'
import type { LocalFields } from '../../shared/model/local-fields.ts'
import type { Result } from '../../shared/contract/errors.ts'
import { call } from './bridge.ts'
import { toastError } from './toasts.ts'
import { offerUndo } from './undo.ts'
import { undoMessages } from './undo-messages.ts'

/** The editable fields that a row contains in the same form as the user types them. */
type RowFields = Pick<LocalFields, 'name' | 'notes' | 'environment' | 'consoleUrl' | 'favourite'> & {
  readonly tags?: string[]
}

/** Changes fields of a key. `row` is the key before the change: undo restores exactly the changed fields from it. */
export async function editKey(row: KeyRow, fields: RowFields, words: string): Promise<Result<unknown>> {
  const before = fieldsBefore(row, fields)
  const answer = await call('key:edit', { key: row.id, fields })
  if (answer.ok) offerUndo(words, row.name, () => call('key:edit', { key: row.id, fields: before }))
  return answer
}

function fieldsBefore(row: KeyRow, fields: RowFields): RowFields {
  const all: Required<RowFields> = {
    name: row.name,
    notes: row.notes,
    environment: row.environment,
    consoleUrl: row.consoleUrl,
    favourite: row.favourite,
    tags: [...row.tags],
  }
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in fields))
}

export async function toggleFavourite(row: KeyRow): Promise<void> {
  const favourite = !row.favourite
  const words = favourite ? undoMessages.favouriteAdded : undoMessages.favouriteRemoved
  const answer = await editKey(row, { favourite }, words)
  if (!answer.ok) toastError(answer.error, {}, () => void toggleFavourite(row))
}

export interface Retagging {
  readonly keys: readonly KeyId[]
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** The changes that undo a change of tags. Keys that already had an added tag keep it. Keys with the same change share one entry. Pure. */
export function retaggingBack(
  rows: readonly Pick<KeyRow, 'id' | 'tags'>[],
  { add, remove }: Omit<Retagging, 'keys'>,
): readonly Retagging[] {
  const changes = rows.map(({ id, tags }) => ({
    id,
    add: remove.filter((tag) => tags.includes(tag)),
    remove: add.filter((tag) => !tags.includes(tag)),
  }))
  const groups = Map.groupBy(changes, (change) => JSON.stringify([change.add, change.remove]))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined || first.add.length + first.remove.length === 0) return []
    return [{ keys: group.map(({ id }) => id), add: first.add, remove: first.remove }]
  })
}

/** Runs all calls one after the other. Stops at the first failure and returns it. */
export async function allOf(asks: readonly (() => Promise<Result<unknown>>)[]): Promise<Result<unknown>> {
  for (const ask of asks) {
    const answer = await ask()
    if (!answer.ok) return answer
  }
  return { ok: true, value: undefined }
}

export const retag = ({ keys, add, remove }: Retagging) =>
  call('keys:tag', { keys: [...keys], add: [...add], remove: [...remove] })

/** The calls that restore the reminders of these rows. Rows that were snoozed get their old date; the others are unsnoozed. */
export function snoozesBack(
  rows: readonly Pick<KeyRow, 'id' | 'snoozedUntil'>[],
  now: Instant,
): readonly (() => Promise<Result<unknown>>)[] {
  const groups = Map.groupBy(rows, ({ snoozedUntil = 0 }) => (snoozedUntil > now ? snoozedUntil : undefined))
  return [...groups].map(([until, group]) => {
    const keys = group.map(({ id }) => id)
    return () =>
      until === undefined ? call('reminder:unsnooze', { keys }) : call('reminder:snooze', { keys, until })
  })
}

type Named = Pick<KeyRow, 'id' | 'name'>

/** Asks the main process to hold a deletion for as long as it can be undone. The states are in electron/core/keys/held-deletions.ts. */
export const holdDeletion = ({ id, name }: Named) => call('key:hold-deletion', { key: id, name })

/** Shows a toast with an undo for keys deleted from Keyhold. Without an undo in time, asks the main process to carry out the deletions. */
export function offerUndoOfDeletion(rows: readonly Named[]): void {
  const [only] = rows
  const about = rows.length === 1 ? only?.name : undefined
  const each = (name: 'key:undo-deletion' | 'key:end-deletion') =>
    rows.map(
      ({ id }) =>
        () =>
          call(name, { key: id }),
    )
  offerUndo(
    undoMessages.deleted(rows.length),
    about,
    () => allOf(each('key:undo-deletion')),
    () => void endHeld(each('key:end-deletion')),
  )
}

/** Asks the main process to carry out what it held, one after the other. Shows the reason of each failure. */
export async function endHeld(ends: readonly (() => Promise<Result<unknown>>)[]): Promise<void> {
  for (const end of ends) {
    const answer = await end()
    // `not-found`: the main process has already carried it out.
    if (!answer.ok && answer.error.kind !== 'not-found') toastError(answer.error)
  }
}
