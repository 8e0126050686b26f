/** Classifies a file by its first hundred bytes, read without SQLite and therefore without side effects. */
import { closeSync, openSync, readSync } from 'node:fs'
import { APPLICATION_ID } from './migrations.ts'

// https://www.sqlite.org/fileformat2.html#the_database_header
const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'
const VERSION_AT = 60
const APPLICATION_AT = 68

/**
 * - `empty`: no byte.
 * - `broken`: not SQLite's header, but one that Keyhold's may have turned into: zeroed by a power cut, cut short or overwritten in part.
 * - `other`: no SQLite database.
 * - `sqlite`: `ours` if it has Keyhold's mark, with the schema's version (a log beside it may have a newer one).
 */
export type Header =
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'other' }
  | { readonly kind: 'sqlite'; readonly ours: boolean; readonly version: number }

/** Throws the error of `node:fs` when the file cannot be read. */
export function readHeader(path: string): Header {
  const header = Buffer.alloc(HEADER_BYTES)
  const file = openSync(path, 'r')
  try {
    const length = readSync(file, header, 0, HEADER_BYTES, 0)
    return length === 0 ? { kind: 'empty' } : classify(header, length)
  } finally {
    closeSync(file)
  }
}

function classify(header: Buffer, length: number): Header {
  const ours = header.readUInt32BE(APPLICATION_AT) === APPLICATION_ID
  const magic = header.toString('latin1', 0, MAGIC.length) === MAGIC
  if (magic && length === HEADER_BYTES) {
    return { kind: 'sqlite', ours, version: header.readUInt32BE(VERSION_AT) }
  }
  return { kind: magic || ours || header.every((byte) => byte === 0) ? 'broken' : 'other' }
}
