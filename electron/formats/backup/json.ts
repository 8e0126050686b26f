/** Converts between the rows of a backup and its JSON. A secret is bytes in a row, and text or base64 in the JSON. */
import { z } from 'zod'
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  BackupAccount,
  BackupDescription,
  BackupHead,
  BackupHistory,
  BackupKey,
  BackupOperation,
  ROW_SECTIONS,
  type AccountPiece,
  type BackupCounts,
  type BackupPiece,
  type HistoryPiece,
  type KeyPiece,
  type OperationPiece,
  type RowSection,
} from '../../../shared/backup/contents.ts'
import { Failure, type BackupTrouble } from '../../../shared/contract/errors.ts'

/** Limit for the JSON text, in bytes, when it is written and when it is read. A key with two secrets needs about a thousand bytes. */
export const MAX_JSON_BYTES = 200_000_000

const trouble = (why: BackupTrouble) => new Failure({ kind: 'backup', why })

type Stored = { readonly secret?: string } | { readonly secretBase64?: string }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function stored(secret: Uint8Array | undefined): Stored {
  if (secret === undefined) return {}
  try {
    return { secret: utf8.decode(secret) }
  } catch {
    return { secretBase64: Buffer.from(secret).toString('base64') }
  }
}

function bytesOf({
  secret,
  secretBase64,
}: {
  readonly secret?: string | undefined
  readonly secretBase64?: string | undefined
}): Uint8Array | undefined {
  if (secret !== undefined) return new Uint8Array(Buffer.from(secret, 'utf8'))
  return secretBase64 === undefined ? undefined : new Uint8Array(Buffer.from(secretBase64, 'base64'))
}

const toJson = {
  accounts: ({ secret, ...account }: AccountPiece) => ({ ...account, ...stored(secret) }),
  keys: ({ versions, ...key }: KeyPiece) => ({
    ...key,
    versions: versions.map(({ secret, ...version }) => ({ ...version, ...stored(secret) })),
  }),
  operations: ({ secret, recoveryKey, sealed, ...operation }: OperationPiece) => ({
    ...operation,
    ...stored(secret),
    ...(recoveryKey && { recoveryKey: Buffer.from(recoveryKey).toString('latin1') }),
    sealed: sealed.map(({ name, bytes }) => ({ name, sealedBase64: Buffer.from(bytes).toString('base64') })),
  }),
  history: (entry: HistoryPiece) => entry,
} as const

const SCHEMAS = {
  accounts: BackupAccount,
  keys: BackupKey,
  operations: BackupOperation,
  history: BackupHistory,
} as const

/** The text of a row. Throws if a restore could not read it, so that the backup fails now and not when it is needed. */
function fitting(section: RowSection, row: unknown): string {
  const fits = SCHEMAS[section].safeParse(row).success
  if (!fits && section !== 'history') throw trouble('not-verified') // the reader skips history entries that it does not understand
  return JSON.stringify(row)
}

export interface JsonWriter {
  /**
   * The text of a piece. Throws Failure `backup` `not-verified` for a row that could not be read again, and an Error (a bug) if the pieces are not in
   * the order of the file.
   */
  piece(piece: BackupPiece): string
  end(): string
  counts(): BackupCounts
}

/** One row per line, so that the file can also be read in an editor. */
export function jsonWriter(): JsonWriter {
  const counts = newCounts()
  let at = -1 // the section that is being written
  let isFirst = true

  const close = () => (at >= 0 ? '\n]' : '')
  function open(section: RowSection): string {
    const next = ROW_SECTIONS.indexOf(section)
    if (next < at) throw new Error(`${section} comes too late`)
    let text = ''
    for (; at < next;) {
      text += `${close()},\n"${ROW_SECTIONS[at + 1] ?? ''}":[`
      at += 1
      isFirst = true
    }
    return text
  }

  return {
    piece(piece) {
      if (piece.section === 'head') {
        const { head, settings, descriptions } = piece
        return JSON.stringify({ ...head, settings, descriptions }).slice(0, -1)
      }
      counts.add(piece)
      const rows = piece.rows.map((row) => fitting(piece.section, toJson[piece.section](row as never)))
      const opened = open(piece.section)
      if (rows.length === 0) return opened
      const text = `${isFirst ? '\n' : ',\n'}${rows.join(',\n')}`
      isFirst = false
      return opened + text
    },
    end: () => `${open('history')}${close()}}\n`,
    counts: () => counts.total(),
  }
}

function newCounts() {
  let counts: BackupCounts = { accounts: 0, keys: 0, secrets: 0, missing: 0, operations: 0 }
  const addSecrets = (secrets: readonly (Uint8Array | undefined)[]) => {
    const found = secrets.filter((secret) => secret !== undefined).length
    counts = { ...counts, secrets: counts.secrets + found, missing: counts.missing + secrets.length - found }
  }
  return {
    add(piece: BackupPiece): void {
      if (piece.section === 'accounts') {
        counts = { ...counts, accounts: counts.accounts + piece.rows.length }
        addSecrets(piece.rows.map(({ secret }) => secret))
      }
      if (piece.section === 'keys') {
        counts = { ...counts, keys: counts.keys + piece.rows.length }
        addSecrets(piece.rows.flatMap(({ versions }) => versions.map(({ secret }) => secret)))
      }
      if (piece.section === 'operations')
        counts = { ...counts, operations: counts.operations + piece.rows.length }
    },
    total: () => counts,
  }
}

/** Rows per part, so that no part blocks its receiver for long. */
const ROWS_A_PART = 100

const Whole = z.object({
  settings: z.record(z.string(), z.unknown()),
  /** Missing in the backups of earlier versions. */
  descriptions: z.array(z.unknown()).default([]),
  accounts: z.array(z.unknown()),
  keys: z.array(z.unknown()),
  operations: z.array(z.unknown()),
  history: z.array(z.unknown()),
})

/** The parts of the JSON text of a backup. Throws Failure `backup`: `not-a-backup`, `newer`, `damaged`. */
export function* readJson(text: string): Generator<BackupPiece, BackupCounts> {
  const json = parse(text)
  const format: unknown =
    typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined
  if (format !== BACKUP_FORMAT) throw trouble('not-a-backup')
  const head = checked(BackupHead, json)
  if (head.version > BACKUP_VERSION) throw trouble('newer')
  const whole = checked(Whole, json)
  const counts = newCounts()
  // Skips an entry that a later version has written in another form, because no secret depends on it.
  const descriptions = whole.descriptions.flatMap((one) => BackupDescription.safeParse(one).data ?? [])
  yield { section: 'head', head, settings: whole.settings, descriptions }
  for (const section of ROW_SECTIONS)
    for (let at = 0; at < whole[section].length; at += ROWS_A_PART) {
      const rows = whole[section].slice(at, at + ROWS_A_PART).flatMap((row) => fromJson[section](row) ?? [])
      const piece = { section, rows } as BackupPiece
      counts.add(piece)
      yield piece
    }
  return counts.total()
}

const fromJson = {
  accounts(row: unknown): AccountPiece {
    const { secret, secretBase64, ...account } = checked(BackupAccount, row)
    return { ...account, secret: bytesOf({ secret, secretBase64 }) }
  },
  keys(row: unknown): KeyPiece {
    const { versions, ...key } = checked(BackupKey, row)
    return {
      ...key,
      versions: versions.map(({ secret, secretBase64, ...version }) => ({
        ...version,
        secret: bytesOf({ secret, secretBase64 }),
      })),
    }
  },
  operations(row: unknown): OperationPiece {
    const { secret, secretBase64, recoveryKey, sealed, ...operation } = checked(BackupOperation, row)
    return {
      ...operation,
      secret: bytesOf({ secret, secretBase64 }),
      recoveryKey: recoveryKey === undefined ? undefined : new Uint8Array(Buffer.from(recoveryKey, 'latin1')),
      sealed: sealed.map(({ name, sealedBase64 }) => ({
        name,
        bytes: new Uint8Array(Buffer.from(sealedBase64, 'base64')),
      })),
    }
  },
  /** Skips the kinds of entries that only a later version knows. No secret depends on them. */
  history: (row: unknown): HistoryPiece | undefined => BackupHistory.safeParse(row).data,
} as const

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw trouble('not-a-backup')
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw trouble('damaged')
  return result.data
}
