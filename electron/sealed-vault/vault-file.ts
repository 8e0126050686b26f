/** The vault file of a sealed vault: the random data key, wrapped by a key from the passphrase. Pure except for the random numbers. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { ScryptCost } from '../core/ports/store.ts'
import { seal, Sealed, unseal } from './sealing.ts'

const FORMAT = 'keyhold-sealed-vault'
const VERSION = 1
const KEY_BYTES = 32
const SALT_BYTES = 32

/** The most memory that a damaged file may request: 1 GiB. */
const MAX_MEMORY = 2 ** 30

const Kdf = z
  .strictObject({
    name: z.literal('scrypt'),
    n: z.int().min(2),
    r: z.int().min(1),
    p: z.int().min(1).max(16),
    salt: z.base64(),
  })
  .refine(({ n, r }) => Number.isInteger(Math.log2(n)) && 128 * n * r <= MAX_MEMORY)

const VaultFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** The vault's id, which stays the same as long as the data key. Every entry is bound to it. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  kdf: Kdf,
  wrapped: Sealed,
  /** SHA-256 of the fields before it, which distinguishes damage from a wrong passphrase. It is no protection against an attacker. */
  sum: z.string(),
})
export type VaultFile = z.infer<typeof VaultFile>

export type ReadVaultFile =
  { readonly state: 'whole'; readonly file: VaultFile } | { readonly state: 'damaged' | 'newer' }

type Derive = (passphrase: string, salt: Uint8Array, cost: ScryptCost) => Promise<Buffer>

const sumOf = ({ format, version, id, kdf, wrapped }: Omit<VaultFile, 'sum'>) =>
  createHash('sha256')
    .update(JSON.stringify([format, version, id, kdf.name, kdf.n, kdf.r, kdf.p, kdf.salt, wrapped]))
    .digest('hex')

const aboutOf = ({ id, kdf }: Pick<VaultFile, 'id' | 'kdf'>) =>
  JSON.stringify([FORMAT, VERSION, id, kdf.name, kdf.n, kdf.r, kdf.p, kdf.salt])

/** Creates a new vault: its id, and a random data key of 32 bytes, which the caller wipes. */
export const newVault = () => ({
  id: randomBytes(16).toString('hex'),
  dataKey: randomBytes(KEY_BYTES),
})

/** Wraps the data key with `passphrase` and a new salt. Takes about a second at the usual cost. */
export async function wrap(
  vault: { readonly id: string; readonly dataKey: Uint8Array },
  passphrase: string,
  cost: ScryptCost,
  derive: Derive,
): Promise<VaultFile> {
  const salt = randomBytes(SALT_BYTES)
  const { n, r, p } = cost
  const kdf = { name: 'scrypt', n, r, p, salt: salt.toString('base64') } as const
  const key = await derive(passphrase, salt, cost)
  try {
    const wrapped = seal(vault.dataKey, key, aboutOf({ id: vault.id, kdf }))
    const file = { format: FORMAT, version: VERSION, id: vault.id, kdf, wrapped } as const
    return { ...file, sum: sumOf(file) }
  } finally {
    key.fill(0)
  }
}

/** Returns the data key, which the caller wipes; `undefined` for a wrong passphrase. */
export async function unwrap(
  file: VaultFile,
  passphrase: string,
  derive: Derive,
): Promise<Buffer | undefined> {
  const key = await derive(passphrase, Buffer.from(file.kdf.salt, 'base64'), file.kdf)
  try {
    return unseal(file.wrapped, key, aboutOf(file))
  } finally {
    key.fill(0)
  }
}

export const writeVaultFile = (file: VaultFile): string => `${JSON.stringify(file, null, 2)}\n`

/** Never throws. */
export function readVaultFile(text: string): ReadVaultFile {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return { state: 'damaged' }
  }
  const { success, data } = VaultFile.safeParse(read)
  if (success) return data.sum === sumOf(data) ? { state: 'whole', file: data } : { state: 'damaged' }
  const known = z.object({ format: z.literal(FORMAT), version: z.int().gt(VERSION) }).safeParse(read)
  return { state: known.success ? 'newer' : 'damaged' }
}
