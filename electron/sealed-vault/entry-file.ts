/** The file of one entry: what it is called, and what it holds. Pure. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { seal, Sealed, unseal } from './sealing.ts'

const FORMAT = 'keyhold-sealed-entry'
const ENDING = '.sealed'
/** File systems take 255 bytes, and some encryption on top of them less. */
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
 * The entry's name, readable: `key grafana-prod-3f9a2c1x v2.sealed`. Characters that a file system may not take are encoded; of a long name stays
 * its beginning with a hash of the whole.
 */
export function fileNameOf(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll('%20', ' ').replaceAll(/[*'~]/g, hexOf)
  if (encoded.length <= LONGEST_NAME) return encoded + ENDING
  const hash = createHash('sha256').update(name).digest('hex')
  return `${encoded.slice(0, LONGEST_NAME - hash.length - 1)}~${hash}${ENDING}`
}

const hexOf = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

export const isEntryFile = (fileName: string): boolean => fileName.endsWith(ENDING)

/** The name of the entry in this file; `undefined` if the file has to be read for it, or is none of ours. */
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

/** The value, which the caller wipes; `undefined` if the file is cut, changed, or of another entry or vault. */
export function readEntry(text: string, key: Uint8Array, { vault, name }: Place): Buffer | undefined {
  const file = parse(text)
  if (file?.vault !== vault || file.name !== name) return undefined
  return unseal(file.sealed, key, aboutOf(vault, name))
}

/** The name that a file says of itself; `undefined` if the file is cut or none of ours. */
export const nameInFile = (text: string): string | undefined => parse(text)?.name

function parse(text: string): z.infer<typeof EntryFile> | undefined {
  try {
    return EntryFile.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
