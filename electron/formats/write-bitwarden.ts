/** Writes Bitwarden's JSON export (https://bitwarden.com/help/condition-bitwarden-import/), with a passphrase in its protected form. */
import { randomUUID } from 'node:crypto'
import type { ExportEntry } from '../../shared/model/export.ts'
import { encryptBitwarden } from './bitwarden-seal.ts'
import { keyFileIn } from './item.ts'
import { ownFields } from './own-fields.ts'

const LOGIN = 1
const TEXT = 0

/** A folder for each of `ExportEntry.group`. `rounds`: of the passphrase's key derivation; Bitwarden's own number if missing. */
export async function writeBitwarden(
  entries: readonly ExportEntry[],
  passphrase: string | undefined,
  rounds?: number,
): Promise<string> {
  const groups = [...new Set(entries.map(({ group }) => group))].filter((group) => group !== '')
  const folders = new Map(groups.map((group) => [group, randomUUID()]))
  const whole = {
    encrypted: false,
    folders: [...folders].map(([name, id]) => ({ id, name })),
    items: entries.map((entry) => itemOf(entry, folders.get(entry.group) ?? null)),
  }
  const text = JSON.stringify(whole, undefined, 2)
  const written = passphrase === undefined ? text : await sealed(text, passphrase, rounds)
  return `${written}\n`
}

const sealed = async (text: string, passphrase: string, rounds: number | undefined): Promise<string> =>
  JSON.stringify(await encryptBitwarden(text, passphrase, rounds), undefined, 2)

/** Changes a note that begins like a key file, because it would be read back as a secret. */
const noteOf = (note: string): string => (keyFileIn(note).key === '' ? note : `Notes:\n${note}`)

const itemOf = (entry: ExportEntry, folderId: string | null) => ({
  id: randomUUID(),
  organizationId: null,
  folderId,
  type: LOGIN,
  reprompt: 0,
  name: entry.name,
  notes: entry.note === '' ? null : noteOf(entry.note),
  favorite: false,
  fields: ownFields(entry).map(([name, value]) => ({ name, value, type: TEXT, linkedId: null })),
  login: {
    uris: entry.url === '' ? [] : [{ match: null, uri: entry.url }],
    username: null,
    password: entry.secret,
    totp: null,
  },
  collectionIds: null,
})
