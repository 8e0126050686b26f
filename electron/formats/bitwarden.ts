/**
 * Bitwarden's JSON export: https://bitwarden.com/help/condition-bitwarden-import/ and the protected form of
 * https://bitwarden.com/help/encrypted-export/. Cards, identities, one-time passwords and attachments are left out.
 */
import { gather, importFailure, type FormatEntry, type Gathering, type Parsed } from './entry.ts'
import { decryptBitwarden } from './bitwarden-seal.ts'
import { userNote } from './csv.ts'
import { joined, objectOf, objectsOf, parseJson, stringOf, type JsonObject } from './json.ts'

export const looksLikeBitwarden = (json: unknown): boolean => {
  const { encrypted, items, data } = objectOf(json)
  return typeof encrypted === 'boolean' && (Array.isArray(items) || typeof data === 'string' || encrypted)
}

/** Throws Failure `import`: `passphrase-needed`, `wrong-passphrase`, `unsupported` for a file that only its account opens, `damaged`. */
export async function readBitwarden(json: unknown, file: string, passphrase?: string): Promise<Parsed> {
  const whole = objectOf(json)
  if (whole.encrypted !== true) return itemsOf(whole, file)
  if (whole.passwordProtected !== true) throw importFailure('unsupported')
  if (passphrase === undefined) throw importFailure('passphrase-needed')
  return itemsOf(objectOf(parseJson(await decryptBitwarden(whole, passphrase))), file)
}

function itemsOf(whole: JsonObject, file: string): Parsed {
  const rows = gather()
  const folders = new Map(
    [...objectsOf(whole.folders), ...objectsOf(whole.collections)].map(({ id, name }) => [
      id,
      stringOf(name),
    ]),
  )
  for (const item of objectsOf(whole.items)) {
    const [collection] = Array.isArray(item.collectionIds) ? (item.collectionIds as unknown[]) : []
    const path = folders.get(item.folderId ?? collection)
    const place = { file, ...(path && { path }) }
    if (stringOf(item.deletedDate) !== '') rows.skip(stringOf(item.name), 'in-bin', place)
    else readItem(item, { file, path }, rows)
  }
  return rows.parsed
}

function readItem(
  item: JsonObject,
  place: { file: string; path: string | undefined },
  rows: Gathering,
): void {
  const login = objectOf(item.login)
  const name = stringOf(item.name)
  const about = {
    note: joined(
      [userNote(stringOf(login.username)), plainFields(item), isKeyNote(item) ? '' : stringOf(item.notes)],
      '\n',
    ),
    url: stringOf(objectsOf(login.uris)[0]?.uri) || undefined,
    isSecret: true,
    place,
  }
  const secrets: readonly Pick<FormatEntry, 'name' | 'secret' | 'variable'>[] = [
    { name, secret: stringOf(login.password) },
    { name, secret: stringOf(objectOf(item.sshKey).privateKey) },
    { name, secret: isKeyNote(item) ? stringOf(item.notes) : '' },
    ...objectsOf(item.fields)
      .filter(({ type }) => type === HIDDEN)
      .map((field) => hiddenField(name, stringOf(field.name), stringOf(field.value))),
  ].filter(({ secret }) => secret !== '')
  if (secrets.length === 0) rows.skip(name, 'no-secret', place)
  for (const secret of secrets) rows.add({ ...about, ...secret })
}

const HIDDEN = 1

/** A secure note that is a key file. */
const isKeyNote = ({ notes }: JsonObject): boolean => /^\s*-----BEGIN [A-Z ]+-----/.test(stringOf(notes))

const plainFields = ({ fields }: JsonObject): string =>
  objectsOf(fields)
    .filter(({ type, value }) => type === 0 && stringOf(value) !== '')
    .map(({ name, value }) => `${stringOf(name)}: ${stringOf(value)}`)
    .join('\n')

/** The hidden field of an item; one that is named like a variable is one. */
export function hiddenField(
  item: string,
  field: string,
  secret: string,
): Pick<FormatEntry, 'name' | 'secret' | 'variable'> {
  const variable = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(field) ? field : undefined
  return { name: joined([item, field], ' · '), secret, variable }
}
