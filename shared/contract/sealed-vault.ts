/** Calls about where secrets are stored: in the system's keychain or in a sealed vault, and the move from one to the other. */
import { z } from 'zod'
import { MAX_PASSPHRASE } from '../model/lock.ts'

const Nothing = z.void()
const Passphrase = z.string().max(MAX_PASSPHRASE)

export const SecretPlace = z.enum(['keychain', 'sealed-vault'])
export type SecretPlace = z.infer<typeof SecretPlace>

/** `copying`: the old place is still in use. `clearing`: the new place is in use, and the old one still holds copies. */
export const MovePhase = z.enum(['copying', 'clearing'])

export const SecretStorage = z.object({
  /** Whether this program supports a sealed vault; a demo vault does not. */
  isOffered: z.boolean(),
  /** Where secrets are read and written. */
  uses: SecretPlace,
  /** `damaged`: its own file is cut short, changed, or missing although entries exist. */
  sealedVault: z.enum(['none', 'locked', 'open', 'damaged', 'newer']),
  /** A move that has not ended. */
  move: z.object({ to: SecretPlace, phase: MovePhase }).optional(),
})
export type SecretStorage = z.infer<typeof SecretStorage>

export const MoveProgress = z.object({ phase: MovePhase, done: z.int(), all: z.int() })
export type MoveProgress = z.infer<typeof MoveProgress>

/** `kept`: entries that stay in the old place, because the new place has no such entry or a different value. */
const Moved = z.object({ moved: z.int(), kept: z.int() })

export const sealedVaultCalls = {
  'sealed-vault:check': { input: Nothing, output: SecretStorage },
  /** Creates a sealed vault, or opens the existing one, and stores secrets in it from now on. Refused if secrets are stored already. */
  'sealed-vault:begin': { input: z.strictObject({ passphrase: Passphrase }), output: Nothing },
  'sealed-vault:unlock': { input: z.strictObject({ passphrase: Passphrase }), output: Nothing },
  'sealed-vault:lock': { input: Nothing, output: Nothing },
  'sealed-vault:change': {
    input: z.strictObject({ passphrase: Passphrase, next: Passphrase }),
    output: Nothing,
  },
  /**
   * Copies every secret, reads each copy back, switches to the new place, and only then deletes the old entries. Continues an interrupted move.
   * `passphrase`: for a sealed vault that must be created or opened.
   */
  'sealed-vault:move': {
    input: z.strictObject({ to: SecretPlace, passphrase: Passphrase.optional() }),
    output: Moved,
  },
} as const
