/**
 * After an import: which of its files still hold secrets in plain text, and what the user may do about it. A file goes only if it was read whole and
 * is still what was read, and if each of its secrets has just been read back from the keychain.
 */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { CleanedFiles, CleanUp, FileChange, PlainFile } from '../../../shared/contract/import.ts'
import { BY_HAND, referenceText } from '../../../shared/model/references.ts'
import type { ImportFormat } from '../../../shared/model/import-formats.ts'
import type { Replacement, SkipReason } from '../../../shared/model/import.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { meant } from '../keychain/secret-input.ts'
import type { FileIdentity } from '../ports/import-files.ts'
import type { WaitForTurn } from '../ports/loop.ts'
import { Secret } from '../ports/secret.ts'
import type { KnownFile, SourceFilesPort } from '../ports/source-files.ts'
import type { Store, VersionRecord } from '../ports/store.ts'
import type { FileToRewrite, ShapedEntry, WorkerPort } from '../ports/worker.ts'
import type { SecretIndex } from '../rotation/known-values.ts'
import type { ImportSource } from './read-sources.ts'

interface Deps {
  readonly store: Pick<Store, 'keys' | 'versions'>
  readonly keychain: Pick<Keychain, 'take'>
  readonly known: SecretIndex
  readonly worker: WorkerPort
  readonly turn: WaitForTurn
  /** Missing: no file can be changed. */
  readonly files: SourceFilesPort | undefined
}

export interface PlainFiles {
  /** Throws Failure `keychain` if the keychain is closed. */
  find(sources: readonly ImportSource[]): Promise<readonly PlainFile[]>
  /**
   * Makes the changes that `find` returned, and no others. After `signal`, begins no further file. A file's failure is in the result. Throws as
   * `find`.
   */
  clean(
    sources: readonly ImportSource[],
    how: CleanUp,
    found: readonly PlainFile[],
    signal: AbortSignal,
  ): Promise<CleanedFiles & { readonly cleaned: readonly number[] }>
}

/** An entry whose secret a key holds. */
interface StoredEntry {
  readonly entry: ShapedEntry
  readonly version: VersionRecord
  /** Missing if a reference to the key would not mean this secret. */
  readonly reference: string | undefined
}

interface Checked {
  readonly source: ImportSource & KnownFile
  readonly stored: readonly StoredEntry[]
  readonly mayTrash: boolean
  readonly replacements: readonly (StoredEntry & { readonly put: Replacement })[]
}

export function createPlainFiles({ store, keychain, known, worker, turn, files }: Deps): PlainFiles {
  async function createCheck(): Promise<(source: ImportSource) => Promise<Checked | undefined>> {
    const holderOf = await known.lookUp()
    const versions = new Map(store.versions.all().map((version) => [version.entry, version]))

    function storedOf(entry: ShapedEntry): readonly StoredEntry[] {
      const secret = Secret.fromText(meant(entry.secret))
      const holder = holderOf(secret)
      secret.wipe()
      const version = holder === undefined ? undefined : versions.get(holder.entry)
      return version === undefined ? [] : [{ entry, version, reference: referenceTo(version) }]
    }

    return async (source) => {
      if (files === undefined || !isPlain(source)) return undefined
      const stored: StoredEntry[] = []
      for (const [index, entry] of source.entries.entries()) {
        if (index % ENTRIES_A_TURN === 0) await turn(source.entries.length - index)
        stored.push(...storedOf(entry))
      }
      return {
        source,
        stored,
        mayTrash: isWhole(source) && stored.length === source.entries.length,
        replacements: isWhole(source) && source.format === 'dotenv' ? stored.flatMap(replacementOf) : [],
      }
    }
  }

  function referenceTo({ key: id, version }: VersionRecord): string | undefined {
    const key = store.keys.get(id)
    if (key?.version !== version) return undefined
    return referenceText({ kind: 'key', account: key.account ?? BY_HAND, key: id, version: 'current' })
  }

  /** Throws Failure `import` `not-stored` unless the keychain gives back each of these secrets. */
  async function prove(stored: readonly StoredEntry[]): Promise<void> {
    for (const { entry, version } of stored) {
      const text = meant(entry.secret)
      const secret = await keychain.take(version.entry, version.backend)
      const isSame = secret?.use((bytes) => bytes.toString('utf8') === text)
      secret?.wipe()
      if (isSame !== true) throw new Failure({ kind: 'import', why: 'not-stored' })
    }
  }

  async function trash({ source, stored, mayTrash }: Checked, port: SourceFilesPort): Promise<void> {
    if (!mayTrash) throw new Failure({ kind: 'import', why: 'not-stored' })
    await prove(stored)
    await port.trash(source)
  }

  /** `done` gets each file by its place in `all`. */
  async function trashAll(
    all: readonly Checked[],
    port: SourceFilesPort,
    signal: AbortSignal,
    done: (index: number, error?: AppError) => void,
  ): Promise<void> {
    for (const [index, checked] of all.entries()) {
      if (signal.aborted) return
      const moved = await failing(() => trash(checked, port))
      done(index, 'error' in moved ? moved.error : undefined)
    }
  }

  /** One thread writes the new texts. `done` gets each file by its place in `all`. */
  async function putReferences(
    all: readonly Checked[],
    port: SourceFilesPort,
    signal: AbortSignal,
    done: (index: number, error?: AppError) => void,
  ): Promise<void> {
    const sent: number[] = []
    async function* pieces(): AsyncGenerator<FileToRewrite> {
      for (const [index, { source, replacements }] of all.entries()) {
        if (signal.aborted) return
        const bytes = await failing(async () => {
          if (replacements.length === 0) throw new Failure({ kind: 'import', why: 'not-stored' })
          await prove(replacements)
          return port.read(source)
        })
        if ('error' in bytes) {
          done(index, bytes.error)
          continue
        }
        sent.push(index)
        yield { bytes: bytes.value, replacements: replacements.map(({ put }) => put) }
        bytes.value.fill(0)
      }
    }
    await worker.run('import:put-references', undefined, {
      pieces: pieces(),
      async onPart(part) {
        const index = sent.shift()
        const checked = index === undefined ? undefined : all[index]
        if (index === undefined || checked === undefined)
          throw new Error('More files were written than there are')
        if (part.kind === 'failed') {
          done(index, part.error)
          return
        }
        const written = await failing(() => port.replace(checked.source, part.bytes))
        done(index, 'error' in written ? written.error : undefined)
      },
    })
  }

  return {
    async find(sources) {
      const check = await createCheck()
      const found: PlainFile[] = []
      for (const [index, source] of sources.entries()) {
        const checked = await check(source)
        if (checked === undefined) continue
        const { mayTrash } = checked
        const changes = changesOf(checked)
        if (mayTrash || changes.length > 0) found.push({ index, file: source.file, mayTrash, changes })
      }
      return found
    },

    async clean(sources, how, found, signal) {
      const check = await createCheck()
      const cleaned: number[] = []
      const failed: CleanedFiles['failed'] = []
      const all: { readonly index: number; readonly checked: Checked }[] = []
      for (const { index, file, changes } of found) {
        const source = sources[index]
        const checked = source && (await check(source))
        // The person has seen these changes, and said yes to no others.
        if (checked !== undefined && isEqual(changesOf(checked), changes)) all.push({ index, checked })
        else failed.push({ file, error: { kind: 'import', why: 'not-stored' } })
      }
      const ended = (at: number, error?: AppError): void => {
        const one = all[at]
        if (one === undefined) return
        if (error === undefined) cleaned.push(one.index)
        else failed.push({ file: one.checked.source.file, error: { ...error } })
      }
      if (files === undefined || all.length === 0) return { done: 0, failed, cleaned }
      const changeAll = how === 'references' ? putReferences : trashAll
      await changeAll(
        all.map(({ checked }) => checked),
        files,
        signal,
        ended,
      )
      return { done: cleaned.length, failed, cleaned }
    },
  }
}

async function failing<T>(
  run: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly error: AppError }> {
  try {
    return { value: await run() }
  } catch (error) {
    if (error instanceof Failure) return { error: error.error }
    throw error
  }
}

/** Entries that are compared before other work has its turn. */
const ENTRIES_A_TURN = 200

const changesOf = ({ replacements }: Checked): FileChange[] =>
  replacements.map(({ put: { line, variable, reference } }) => ({ line, variable, reference }))

const isEqual = (one: readonly FileChange[], other: readonly FileChange[]): boolean =>
  one.length === other.length &&
  one.every((change, index) => {
    const that = other[index]
    return (
      change.line === that?.line && change.variable === that.variable && change.reference === that.reference
    )
  })

/** A line of a `.env` file. White space around a secret was not stored, so a reference would mean another text. */
function replacementOf(stored: StoredEntry): readonly (StoredEntry & { readonly put: Replacement })[] {
  const { entry, reference } = stored
  const { place, variable, secret } = entry
  if (reference === undefined || variable === undefined || place.line === undefined) return []
  if (meant(secret) !== secret) return []
  return [{ ...stored, put: { line: place.line, variable, secret, reference } }]
}

/** Exports, and `.env` files. The files of AWS, npm and others are left alone, since those programs read them. */
const REMOVABLE: ReadonlySet<ImportFormat> = new Set<ImportFormat>([
  'dotenv',
  'bitwarden',
  '1pux',
  'csv',
  'postman',
  'insomnia',
  'doppler',
  'infisical',
])

/** Rows with a text that Keyhold could not read or store. */
const UNREAD: ReadonlySet<SkipReason> = new Set<SkipReason>([
  'contains-nul',
  'not-text',
  'too-long',
  'not-understood',
])

const isWhole = ({ skipped }: ImportSource): boolean => skipped.every(({ why }) => !UNREAD.has(why))

const isPlain = (
  source: ImportSource,
): source is ImportSource & { readonly path: string; readonly identity: FileIdentity } =>
  source.path !== undefined &&
  source.identity !== undefined &&
  source.error === undefined &&
  source.isEncrypted !== true &&
  source.entries.length > 0 &&
  source.format !== undefined &&
  REMOVABLE.has(source.format)
