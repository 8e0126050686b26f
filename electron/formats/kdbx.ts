/** KeePass files (KDBX 3.1 and 4) as entries. The recycle bin, earlier versions of entries, attachments and one-time passwords are left out. */
import type { Kdbx, KdbxEntry, KdbxEntryField, KdbxGroup } from 'kdbxweb'
import { gather, importFailure, type Gathering, type Parsed, type Source } from './entry.ts'
import { addItem, hiddenField, plainField } from './item.ts'
import { joined } from './json.ts'
import { openKdbx } from './kdbx-file.ts'
import { readOwnFields } from './own-fields.ts'

/** Fields that KeePass and KeePassXC give every entry, and the seeds of one-time passwords. */
const OWN_FIELD =
  /^(?:Title|UserName|Password|URL|Notes|otp|TOTP .*|TimeOtp-.*|HmacOtp-.*|KPEX_.*|_etm_.*|KP2A_.*)$/

/** Throws Failure `import`: `passphrase-needed`, and as `openKdbx`. */
export async function readKdbx({ bytes, file, passphrase, keyFile }: Source): Promise<Parsed> {
  if (passphrase === undefined && keyFile === undefined) throw importFailure('passphrase-needed')
  const kdbx = await openKdbx(bytes, passphrase ?? '', keyFile)
  const rows = gather()
  const bin = kdbx.meta.recycleBinEnabled === false ? undefined : kdbx.meta.recycleBinUuid?.id
  for (const { group, path } of groupsOf(kdbx)) {
    const isBin = isWithin(group, bin)
    for (const entry of group.entries)
      if (isBin) rows.skip(text(entry.fields.get('Title')), 'in-bin', { file, path })
      else readEntry(entry, { file, path }, rows)
  }
  return rows.parsed
}

function* groupsOf({ groups }: Kdbx): Generator<{ readonly group: KdbxGroup; readonly path: string }> {
  // The name of the outermost group is that of the file.
  const waiting = groups.map((group) => ({ group, path: '' }))
  for (const next of waiting) {
    yield next
    for (const group of next.group.groups) waiting.push({ group, path: joined([next.path, group.name], '/') })
  }
}

function isWithin(group: KdbxGroup, id: string | undefined): boolean {
  if (id === undefined) return false
  for (let one: KdbxGroup | undefined = group; one !== undefined; one = one.parentGroup)
    if (one.uuid.id === id) return true
  return false
}

function readEntry(
  entry: KdbxEntry,
  at: { readonly file: string; readonly path: string },
  rows: Gathering,
): void {
  const { fields, times, tags } = entry
  const name = text(fields.get('Title')) || text(fields.get('URL'))
  const place = at.path === '' ? { file: at.file } : at
  const own = [...fields].filter(([field]) => !OWN_FIELD.test(field))
  const hidden = own.filter(([, value]) => isProtected(value))
  const shown = own.filter(([, value]) => !isProtected(value))
  const { kept, has } = readOwnFields((field) => text(fields.get(field)))
  const secrets = [
    { name, secret: text(fields.get('Password')), variable: kept.variable },
    ...hidden.map(([field, value]) => hiddenField(name, field, text(value))),
  ]
  addItem(rows, name, secrets, {
    user: text(fields.get('UserName')),
    note: [
      ...shown.map(([field, value]) => (has(field) ? '' : plainField(field, text(value)))),
      text(fields.get('Notes')),
    ],
    url: text(fields.get('URL')) || undefined,
    tags: kept.tags ?? tags,
    expires: times.expires ? times.expiryTime?.getTime() : kept.expires,
    place,
  })
}

const isProtected = (value: KdbxEntryField): boolean => typeof value !== 'string'

const text = (value: KdbxEntryField | undefined): string =>
  typeof value === 'object' ? value.getText() : (value ?? '')
