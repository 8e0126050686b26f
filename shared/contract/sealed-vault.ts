/** Calls about where secrets are kept: in the system's keychain or in a sealed vault, and the way from one to the other. */
import { z } from 'zod'
import { MAX_PASSPHRASE } from '../model/lock.ts'

const Nothing = z.void()
const Passphrase = z.string().max(MAX_PASSPHRASE)

export const SecretPlace = z.enum(['keychain', 'sealed-vault'])
export type SecretPlace = z.infer<typeof SecretPlace>

/** `copying`: the old place still counts. `clearing`: the new place counts, and the old one holds copies. */
export const MovePhase = z.enum(['copying', 'clearing'])

export const SecretStorage = z.object({
  /** Whether there can be a sealed vault here; a demo vault has none. */
  isOffered: z.boolean(),
  /** Where secrets are read and written. */
  uses: SecretPlace,
  /** `damaged`: its own file is cut, changed, or missing beside entries. */
  sealedVault: z.enum(['none', 'locked', 'open', 'damaged', 'newer']),
  /** A move that has not ended. */
  move: z.object({ to: SecretPlace, phase: MovePhase }).optional(),
})
export type SecretStorage = z.infer<typeof SecretStorage>

export const MoveProgress = z.object({ phase: MovePhase, done: z.int(), all: z.int() })
export type MoveProgress = z.infer<typeof MoveProgress>

/** `kept`: entries of the old place that stay there, since the new one has no such entry or another value. */
const Moved = z.object({ moved: z.int(), kept: z.int() })

export const sealedVaultCalls = {
  'sealed-vault:look': { input: Nothing, output: SecretStorage },
  /** Makes a sealed vault, or opens the one that is there, and keeps secrets in it from now on. Refused where secrets are kept already. */
  'sealed-vault:begin': { input: z.strictObject({ passphrase: Passphrase }), output: Nothing },
  'sealed-vault:unlock': { input: z.strictObject({ passphrase: Passphrase }), output: Nothing },
  'sealed-vault:lock': { input: Nothing, output: Nothing },
  'sealed-vault:change': {
    input: z.strictObject({ passphrase: Passphrase, next: Passphrase }),
    output: Nothing,
  },
  /**
   * Copies every secret, reads each copy back, keeps secrets there from now on, and only then deletes the old ones. Goes on with a move that was cut
   * off. `passphrase`: of the sealed vault, where it has to be made or opened.
   */
  'sealed-vault:move': {
    input: z.strictObject({ to: SecretPlace, passphrase: Passphrase.optional() }),
    output: Moved,
  },
} as const
