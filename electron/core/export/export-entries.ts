/** Reads the secrets of keys, with what other programs keep about them. */
import type { ExportEntry } from '../../../shared/model/export.ts'
import { takeIfThere } from '../keychain/keychain-failures.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { MANUAL } from '../rotation/commit-operation.ts'
import type { KeyRecord, VersionRecord } from '../ports/store.ts'

/** A key with its current version. */
export interface HeldKey {
  readonly record: KeyRecord
  readonly version: VersionRecord
  /** The name of its variable in the file; empty if it has none. */
  readonly variable: string
}

interface Deps {
  readonly keychain: Pick<Keychain, 'take'>
  readonly providerName: (id: string) => string
}

/** Few enough that no copy of them is long in the making. */
const PIECE = 50

/**
 * Without the keys whose secret the keychain does not have: `missing` gets those. Any other failure of the keychain ends it, with Failure `keychain`.
 * SECURITY: the texts cannot be wiped. They are forgotten with the file.
 */
export async function* exportEntries(
  { keychain, providerName }: Deps,
  keys: readonly HeldKey[],
  report: { readonly held: (key: HeldKey) => void; readonly missing: (key: HeldKey) => void },
): AsyncGenerator<readonly ExportEntry[]> {
  for (let at = 0; at < keys.length; at += PIECE) {
    const piece: ExportEntry[] = []
    for (const key of keys.slice(at, at + PIECE)) {
      const secret = await secretOf(key)
      if (secret === undefined) report.missing(key)
      else {
        piece.push(entryOf(key, secret, providerName))
        report.held(key)
      }
    }
    yield piece
  }

  async function secretOf({ version: { entry, backend } }: HeldKey): Promise<string | undefined> {
    const secret = await takeIfThere(keychain, entry, backend)
    const text = secret?.use((bytes) => bytes.toString('utf8'))
    secret?.wipe()
    return text
  }
}

const entryOf = (
  { record, variable }: HeldKey,
  secret: string,
  providerName: Deps['providerName'],
): ExportEntry => ({
  name: record.name,
  secret,
  group: record.provider === MANUAL ? '' : providerName(record.provider),
  variable,
  url: record.consoleUrl,
  note: record.notes,
  tags: record.tags,
  expires: 'at' in record.expires ? record.expires.at : undefined,
})
