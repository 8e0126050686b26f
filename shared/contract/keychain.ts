/** Calls about the keychain: its status, Keyhold's entries, and unreferenced entries. */
import { z } from 'zod'
import { KeyId } from '../model/model.ts'

const Nothing = z.void()

const EntryCount = z.object({
  /** Secrets of keys, including older versions. */
  secrets: z.int(),
  /** Credentials of accounts, including older ones. */
  credentials: z.int(),
  /** Passwords of proxies. */
  proxyPasswords: z.int(),
  /** Keys of sealed responses, and secrets of operations that have not yet stored them in a version. */
  underWay: z.int(),
  /** The number of entries per keychain, by its name. */
  keychains: z.array(z.object({ backend: z.string(), entries: z.int() })).readonly(),
})
export type EntryCount = z.infer<typeof EntryCount>

/**
 * An entry that nothing in the vault refers to. `seal`: the key of a sealed response that does not exist. `check`: a throwaway value. `proxy`: the
 * password of a proxy. `foreign`: not one of Keyhold's names; Keyhold does not touch it.
 */
const Orphan = z.object({
  name: z.string(),
  kind: z.enum(['secret', 'credential', 'seal', 'check', 'proxy', 'foreign']),
  /** The key or account that the entry's name refers to, if it still exists. */
  of: z.string().optional(),
})
export type Orphan = z.infer<typeof Orphan>

export const keychainCalls = {
  /** Writes a throwaway value, reads it back and removes it. */
  'keychain:check': { input: Nothing, output: Nothing },
  /** Shows the system's prompt to unlock the keychain. Resolves once it is unlocked. */
  'keychain:unlock': { input: Nothing, output: Nothing },
  /** Shows the system's prompt for a new keyring. Resolves once the keyring exists and is unlocked. */
  'keychain:create-keyring': { input: Nothing, output: Nothing },
  /** Counts entries in the database, without a call to the keychain. */
  'keychain:count': { input: Nothing, output: EntryCount },
  /** Finds unreferenced entries by name. Refused if the database, the sealed responses or the keychain cannot be read completely. */
  'keychain:orphans': { input: Nothing, output: z.array(Orphan).readonly() },
  /** Gives an unreferenced secret a row again, if it can be read: as a version of its key, or as a key of its own. */
  'keychain:bring-back': {
    input: z.strictObject({ name: z.string().min(1).max(300) }),
    output: z.object({ key: KeyId }),
  },
  /** Deletes the one entry of this name, if it is unreferenced and can be read. */
  'keychain:delete-orphan': { input: z.strictObject({ name: z.string().min(1).max(300) }), output: Nothing },
} as const
