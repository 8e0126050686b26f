/** The file of one entry: its name and its content. Pure. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { seal, Sealed, unseal } from './sealing.ts'

const FORMAT = 'keyhold-sealed-entry'
const ENDING = '.sealed'
/** File systems accept names of 255 bytes, and file systems with encrypted names fewer. */
const LONGEST_NAME = 140

const EntryFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  vault: z.string(),
  name: z.string().min(1),
  sealed: Sealed,
})

const aboutOf = (vault: string, name: string) => JSON.stringify([FORMAT, 1, vault, name])

/**
 * A readable file name for the entry: `key grafana-prod-3f9a2c1x v2.sealed`. Encodes characters that a file system may refuse. Shortens a long name
 * to its beginning and a hash of the whole name.
 */
export function fileNameOf(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll('%20', ' ').replaceAll(/[*'~]/g, hexOf)
  if (encoded.length <= LONGEST_NAME) return encoded + ENDING
  const hash = createHash('sha256').update(name).digest('hex')
  return `${encoded.slice(0, LONGEST_NAME - hash.length - 1)}~${hash}${ENDING}`
}

const hexOf = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

export const isEntryFile = (fileName: string): boolean => fileName.endsWith(ENDING)

/** The entry's name, from the file name alone; `undefined` if the file has to be read for it, or is no entry. */
export function nameInFileName(fileName: string): string | undefined {
  try {
    const name = decodeURIComponent(fileName.slice(0, -ENDING.length))
    return fileNameOf(name) === fileName ? name : undefined
  } catch {
    return undefined
  }
}

interface Place {
  readonly vault: string
  readonly name: string
}

export function writeEntry(value: Uint8Array, key: Uint8Array, { vault, name }: Place): string {
  const sealed = seal(value, key, aboutOf(vault, name))
  return `${JSON.stringify({ format: FORMAT, version: 1, vault, name, sealed })}\n`
}

/** Returns the value, which the caller wipes; `undefined` if the file is truncated, changed, or belongs to another entry or vault. */
export function readEntry(text: string, key: Uint8Array, { vault, name }: Place): Buffer | undefined {
  const file = parse(text)
  if (file?.vault !== vault || file.name !== name) return undefined
  return unseal(file.sealed, key, aboutOf(vault, name))
}

/** The entry's name in the content of a file; `undefined` if the file is truncated or no entry. */
export const nameInFile = (text: string): string | undefined => parse(text)?.name

function parse(text: string): z.infer<typeof EntryFile> | undefined {
  try {
    return EntryFile.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
