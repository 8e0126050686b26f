/** Writes a KeePass file (KDBX 4). */
import * as kdbxweb from 'kdbxweb'
import type { ExportEntry } from './export-entry.ts'
import { VARIABLE_FIELD } from './kdbx.ts'
import { provideKdbx } from './kdbx-file.ts'

const { Consts, Kdbx, KdbxCredentials, ProtectedValue, VarDictionary, Int64 } = kdbxweb

/** What Argon2 takes; memory in bytes. */
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
    const group = groups.get(entry.group) ?? kdbx.createGroup(kdbx.getDefaultGroup(), entry.group)
    groups.set(entry.group, group)
    fill(kdbx.createEntry(group), entry)
  }
  return new Uint8Array(await kdbx.save())
}

function fill(
  entry: kdbxweb.KdbxEntry,
  { name, secret, url, note, variable, tags, expires }: ExportEntry,
): void {
  entry.fields.set('Title', name)
  entry.fields.set('Password', ProtectedValue.fromString(secret))
  entry.fields.set('URL', url)
  entry.fields.set('Notes', note)
  if (variable !== '') entry.fields.set(VARIABLE_FIELD, variable)
  entry.tags = [...tags]
  if (expires === undefined) return
  entry.times.expires = true
  entry.times.expiryTime = new Date(expires)
}
