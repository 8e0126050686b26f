/**
 * Bitwarden's JSON export: https://bitwarden.com/help/condition-bitwarden-import/ and the protected form of
 * https://bitwarden.com/help/encrypted-export/. Cards, identities, one-time passwords and attachments are left out.
 */
import { gather, importFailure, type Gathering, type Parsed } from './entry.ts'
import { decryptBitwarden } from './bitwarden-seal.ts'
import { addItem, hiddenField, keyFileIn, plainField } from './item.ts'
import { readOwnFields } from './own-fields.ts'
import { objectOf, objectsOf, parseJson, stringOf, type JsonObject } from './json.ts'

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
  const { key, note } = keyFileIn(stringOf(item.notes))
  const fields = objectsOf(item.fields)
  const hidden = fields.filter(({ type }) => type === HIDDEN)
  const shown = fields
    .filter(({ type }) => type === TEXT)
    .map((field) => [stringOf(field.name), stringOf(field.value)] as const)
  const texts = new Map(shown)
  const { kept, has } = readOwnFields((name) => texts.get(name) ?? '')
  const secrets = [
    { name, secret: stringOf(login.password), variable: kept.variable },
    { name, secret: stringOf(objectOf(item.sshKey).privateKey) },
    { name, secret: key },
    ...hidden.map((field) => hiddenField(name, stringOf(field.name), stringOf(field.value))),
  ]
  addItem(rows, name, secrets, {
    user: stringOf(login.username),
    note: [...shown.map(([field, text]) => (has(field) ? '' : plainField(field, text))), note],
    url: stringOf(objectsOf(login.uris)[0]?.uri) || undefined,
    ...(kept.tags && { tags: kept.tags }),
    expires: kept.expires,
    place,
  })
}

const HIDDEN = 1

const TEXT = 0
