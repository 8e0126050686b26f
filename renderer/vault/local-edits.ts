/** Changes of what only Keyhold knows, each with its undo: favourite, tags, notes, variable, name, snooze, deletion from Keyhold. */
import type { Instant, KeyId, KeyRow } from '../../shared/model/model.ts'
import type { LocalFields } from '../../shared/model/local-fields.ts'
import type { Result } from '../../shared/contract/errors.ts'
import { call } from './bridge.ts'
import { toastError } from './toasts.ts'
import { offerUndo } from './undo.ts'
import { undoMessages } from './undo-messages.ts'

/** The fields that a row holds as they are typed. */
type RowFields = Pick<LocalFields, 'name' | 'notes' | 'environment' | 'consoleUrl' | 'favourite'> & {
  readonly tags?: string[]
}

/** `row` as it was: undoing puts exactly the changed fields back. */
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

/** What takes a change of tags back: keys that had a tag before keep it. Keys with the same change are one. Pure. */
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

/** All in turn; the first that fails is the answer. */
export async function allOf(asks: readonly (() => Promise<Result<unknown>>)[]): Promise<Result<unknown>> {
  for (const ask of asks) {
    const answer = await ask()
    if (!answer.ok) return answer
  }
  return { ok: true, value: undefined }
}

export const retag = ({ keys, add, remove }: Retagging) =>
  call('keys:tag', { keys: [...keys], add: [...add], remove: [...remove] })

/** Snoozed before, they are snoozed as before; the others remind again. */
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

/** Main holds the deletion back for as long as it can be undone; see electron/core/keys/held-deletions.ts for the states. */
export const holdDeletion = ({ id, name }: Named) => call('key:hold-deletion', { key: id, name })

/** Says what was deleted from Keyhold, undoes it on demand, and else has it carried out. */
export function offerUndoOfDeletion(rows: readonly Named[]): void {
  const [only] = rows
  const about = rows.length === 1 ? only?.name : undefined
  offerUndo(
    undoMessages.deleted(rows.length),
    about,
    () =>
      allOf(
        rows.map(
          ({ id }) =>
            () =>
              call('key:undo-deletion', { key: id }),
        ),
      ),
    () => void endDeletions(rows),
  )
}

async function endDeletions(rows: readonly Named[]): Promise<void> {
  for (const { id } of rows) {
    const answer = await call('key:end-deletion', { key: id })
    // Main may have been quicker.
    if (!answer.ok && answer.error.kind !== 'not-found') toastError(answer.error)
  }
}
