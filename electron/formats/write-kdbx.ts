/** Writes a KeePass file (KDBX 4). */
import * as kdbxweb from 'kdbxweb'
import type { ExportEntry } from '../../shared/model/export.ts'
import { provideKdbx } from './kdbx-file.ts'
import { ownFields } from './own-fields.ts'

const { Consts, Kdbx, KdbxCredentials, ProtectedValue, VarDictionary, Int64 } = kdbxweb

/** The parameters of Argon2; memory in bytes. */
export interface KdfCost {
  readonly memory: number
  readonly passes: number
  readonly lanes: number
}

/** The second recommended choice of RFC 9106. */
const USUAL: KdfCost = { memory: 64 * 1024 * 1024, passes: 3, lanes: 4 }

/** A group for each of `ExportEntry.group`. The secrets are protected fields. */
export async function writeKdbx(
  entries: readonly ExportEntry[],
  passphrase: string,
  cost = USUAL,
): Promise<Uint8Array> {
  provideKdbx()
  const credentials = new KdbxCredentials(ProtectedValue.fromString(passphrase))
  const kdbx = Kdbx.create(credentials, 'Keyhold')
  kdbx.setKdf(Consts.KdfId.Argon2id)
  const { UInt32, UInt64 } = VarDictionary.ValueType
  kdbx.header.kdfParameters?.set('M', UInt64, Int64.from(cost.memory))
  kdbx.header.kdfParameters?.set('I', UInt64, Int64.from(cost.passes))
  kdbx.header.kdfParameters?.set('P', UInt32, cost.lanes)
  const groups = new Map<string, kdbxweb.KdbxGroup>()
  for (const entry of entries) {
    const name = xmlText(entry.group)
    const group = groups.get(name) ?? newGroup(kdbx, name)
    groups.set(name, group)
    fill(kdbx.createEntry(group), entry)
  }
  return new Uint8Array(await kdbx.save())
}

/** Entries without a group are in the root group. */
const newGroup = (kdbx: kdbxweb.Kdbx, name: string): kdbxweb.KdbxGroup =>
  name === '' ? kdbx.getDefaultGroup() : kdbx.createGroup(kdbx.getDefaultGroup(), name)

/** KeePass has fields for the tags and the expiry, and separates tags by these characters. */
const SEPARATOR = /[;,:]/

function fill(entry: kdbxweb.KdbxEntry, from: ExportEntry): void {
  const { name, secret, url, note, tags, expires } = from
  entry.fields.set('Title', xmlText(name))
  entry.fields.set('Password', ProtectedValue.fromString(secret))
  entry.fields.set('URL', xmlText(url))
  entry.fields.set('Notes', xmlText(note))
  const own = { ...from, expires: undefined, ...(!tags.some((tag) => SEPARATOR.test(tag)) && { tags: [] }) }
  for (const [field, text] of ownFields(own)) entry.fields.set(field, xmlText(text))
  entry.tags = tags.map(xmlText)
  if (expires === undefined) return
  entry.times.expires = true
  entry.times.expiryTime = new Date(expires)
}

/** XML allows only these characters and this line end, and kdbxweb drops tabs. Protected fields can hold any text. */
const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/[^\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
