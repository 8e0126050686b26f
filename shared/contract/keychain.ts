/** Calls about the keychain: its status, our entries, and unreferenced entries. */
import { z } from 'zod'
import { KeyId } from '../model/model.ts'

const Nothing = z.void()

const EntryCount = z.object({
  /** Secrets of keys, older versions among them. */
  secrets: z.int(),
  /** Credentials of accounts, older ones among them. */
  credentials: z.int(),
  /** Passwords of proxies. */
  proxyPasswords: z.int(),
  /** Keys of sealed responses, and secrets that an operation has still to bring home. */
  underWay: z.int(),
  /** How many of them each keychain was given, by its name. */
  keychains: z.array(z.object({ backend: z.string(), entries: z.int() })).readonly(),
})
export type EntryCount = z.infer<typeof EntryCount>

/**
 * An entry that nothing here names. `seal`: the key of a sealed response that is not there. `check`: a throwaway value. `proxy`: the
 * password of a proxy. `foreign`: none of our names; it is left alone.
 */
const Orphan = z.object({
  name: z.string(),
  kind: z.enum(['secret', 'credential', 'seal', 'check', 'proxy', 'foreign']),
  /** The key or account whose entry it would be, where that is still here. */
  of: z.string().optional(),
})
export type Orphan = z.infer<typeof Orphan>

export const keychainCalls = {
  /** Writes a value, reads it back and removes it. */
  'keychain:check': { input: Nothing, output: Nothing },
  /** Shows the system's prompt to unlock it. Resolves when it is open. */
  'keychain:unlock': { input: Nothing, output: Nothing },
  /** Shows the system's prompt for a new keyring. Resolves when the keyring exists and is open. */
  'keychain:create-keyring': { input: Nothing, output: Nothing },
  /** Counted from the database. Asks the keychain nothing. */
  'keychain:count': { input: Nothing, output: EntryCount },
  /** By name. Refused where the database, the sealed responses or the keychain cannot be read in full. */
  'keychain:orphans': { input: Nothing, output: z.array(Orphan).readonly() },
  /** Gives the secret of this name a row again, if it is one of them and can be read: of the key that it belongs to, or of its own. */
  'keychain:bring-back': {
    input: z.strictObject({ name: z.string().min(1).max(300) }),
    output: z.object({ key: KeyId }),
  },
  /** Deletes the one entry of this name, if it is one of them and can be read. */
  'keychain:delete-orphan': { input: z.strictObject({ name: z.string().min(1).max(300) }), output: Nothing },
} as const
