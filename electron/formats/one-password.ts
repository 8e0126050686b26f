/** 1Password's 1PUX export: https://support.1password.com/1pux-format/. Cards, one-time passwords and files are left out. */
import { gather, importFailure, type Gathering, type Parsed, type Place } from './entry.ts'
import { addItem, hiddenField, keyFileIn, type ItemSecret } from './item.ts'
import { objectOf, objectsOf, parseJson, stringOf, stringsOf, type JsonObject } from './json.ts'
import { textOf } from './text.ts'
import { fileInZip } from './zip.ts'

/** Throws Failure `import`: `expands`, `damaged`, `too-deep`, `not-understood`, `too-many`. */
export function readOnePux(bytes: Uint8Array, file: string): Parsed {
  const { accounts } = objectOf(parseJson(textOf(fileInZip(bytes, 'export.data'))))
  if (!Array.isArray(accounts)) throw importFailure('not-understood')
  const rows = gather()
  for (const account of objectsOf(accounts))
    for (const vault of objectsOf(account.vaults)) {
      const path = stringOf(objectOf(vault.attrs).name)
      // Older files wrap each item.
      for (const item of objectsOf(vault.items))
        readItem('item' in item ? objectOf(item.item) : item, { file, path }, rows)
    }
  return rows.parsed
}

interface Field {
  readonly name: string
  readonly kind: string
  readonly value: unknown
}

function readItem(item: JsonObject, place: Place, rows: Gathering): void {
  const { overview, details } = { overview: objectOf(item.overview), details: objectOf(item.details) }
  const name = stringOf(overview.title)
  const logins = objectsOf(details.loginFields)
  const fields = objectsOf(details.sections).flatMap((section) => objectsOf(section.fields).map(fieldOf))
  const { key, note } = keyFileIn(stringOf(details.notesPlain))
  const main = designated(logins, 'password') || stringOf(details.password) || key
  const hidden = fields.filter(({ kind }) => kind === 'concealed' || kind === 'sshKey')
  const secrets = [
    { name, secret: main },
    ...hidden.map((field) => concealed(name, field, hidden.length === 1 && main === '')),
  ]
  addItem(rows, name, secrets, {
    user: designated(logins, 'username'),
    note: [...fields.map(plainText), note],
    url: stringOf(overview.url) || stringOf(objectsOf(overview.urls)[0]?.url) || undefined,
    tags: stringsOf(overview.tags),
    expires: expiryOf(fields),
    place,
  })
}

const designated = (logins: readonly JsonObject[], what: string): string =>
  stringOf(logins.find(({ designation }) => designation === what)?.value)

/** A value is an object whose only property is named by its kind. */
function fieldOf({ title, id, value }: JsonObject): Field {
  const [kind = '', inner] = Object.entries(objectOf(value))[0] ?? []
  return { name: stringOf(title) || stringOf(id), kind, value: inner }
}

/** The one secret of an item such as an API credential needs no name of its own. */
function concealed(item: string, { name, value }: Field, isOnly: boolean): ItemSecret {
  const secret = stringOf(value) || stringOf(objectOf(value).privateKey)
  const field = hiddenField(item, name, secret)
  return isOnly ? { ...field, name: item } : field
}

const plainText = ({ name, kind, value }: Field): string =>
  ['string', 'url', 'menu', 'email'].includes(kind) && stringOf(value) !== ''
    ? `${name}: ${stringOf(value)}`
    : ''

/** Dates are epoch seconds. */
function expiryOf(fields: readonly Field[]): number | undefined {
  const { value } = fields.find(({ name, kind }) => kind === 'date' && /^expir/i.test(name)) ?? {}
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < 1e11
    ? value * 1_000
    : undefined
}
