/** An item of a password manager, which may hold several secrets. */
import type { FormatEntry, Gathering, Place } from './entry.ts'
import { joined } from './json.ts'

/** One secret of an item. */
export type ItemSecret = Pick<FormatEntry, 'name' | 'secret'> & Pick<Partial<FormatEntry>, 'variable'>

/** What all secrets of an item share. `note`: the parts of the note. */
interface About extends Pick<FormatEntry, 'url' | 'expires'> {
  readonly user: string
  readonly note: readonly (string | undefined)[]
  readonly tags?: readonly string[]
  readonly place: Place
}

/** Adds each secret of an item that has a value, or notes that it has none. */
export function addItem(
  rows: Gathering,
  name: string,
  secrets: readonly ItemSecret[],
  { user, note, ...about }: About,
): void {
  const held = secrets.filter(({ secret }) => secret !== '')
  if (held.length === 0) rows.skip(name, 'no-secret', about.place)
  const text = joined([user.trim() === '' ? '' : `User name: ${user.trim()}`, ...note], '\n')
  for (const secret of held) rows.add({ ...about, note: text, isSecret: true, ...secret })
}

/** The secret in a hidden field of an item. A field name in the form of a variable becomes the variable. */
export function hiddenField(item: string, field: string, secret: string): ItemSecret {
  const variable = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(field) ? field : undefined
  return { name: joined([item, field], ' · '), secret, variable }
}

/** A field that is shown, as a line of the notes. */
export const plainField = (field: string, text: string): string => (text === '' ? '' : `${field}: ${text}`)

/** Splits the notes of an item. Notes that are a key file are its secret. */
export const keyFileIn = (notes: string): { readonly key: string; readonly note: string } =>
  /^\s*-----BEGIN [A-Z ]+-----/.test(notes) ? { key: notes, note: '' } : { key: '', note: notes }
