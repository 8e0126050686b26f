/** What is known about the machine that Keyhold runs on, part by part, as data. No secret, and no name of a key or an account. */
import { z } from 'zod'
import { StartsWithSystem, TrayHostState, TrayIconState } from '../contract/desktop.ts'
import { ShortcutState } from '../contract/palette.ts'
import { Instant } from '../model/model.ts'
import { KeychainHealth, NotificationHealth, ShutVault } from '../contract/snapshot.ts'

const Program = z.string().max(100)

/**
 * What is known about copies here.
 *
 * - `untried`: nothing was copied yet; `reader` is the program that will look, `install` the package that brings one.
 * - `verified`: the last copy was found by `by` (`own-read`: our own reading proves it here); `through`: a program that had to copy for us.
 * - `unverified`: nothing is installed that could look; the package `install` would.
 * - `failed`: the last copy did not work.
 */
export const ClipboardStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('untried'), reader: Program.optional(), install: Program.optional() }),
  z.object({ state: z.literal('verified'), by: Program, through: Program.optional() }),
  z.object({ state: z.literal('unverified'), install: Program.optional() }),
  z.object({
    state: z.literal('failed'),
    why: z.enum(['refused', 'not-kept', 'no-tool']),
    install: Program.optional(),
  }),
])
export type ClipboardStatus = z.infer<typeof ClipboardStatus>

/** What the system tells without the program, its vault or its windows. */
export const SystemFacts = z.object({
  platform: z.enum(['linux', 'macos', 'windows', 'other']),
  display: z.object({
    /** `own`: the system has one kind only. */
    kind: z.enum(['own', 'x11', 'wayland']),
    /** Whether it takes connections now. */
    answers: z.boolean(),
    /** The desktop by the names that it gives itself; empty where it does not say. */
    desktop: z.string().max(200),
  }),
  /** The program that copies where we may not, under Wayland: whether it is there, and whether it can mark a copy as a secret. */
  copyHelper: z.enum(['not-needed', 'missing', 'without-marks', 'with-marks']),
  /**
   * How the providers are reached. `unusable`: a proxy that Keyhold cannot speak through, and does not go around. `unanswered`: the
   * question failed; `unknown`: it was not answered in time.
   */
  proxy: z.enum(['direct', 'proxy', 'unusable', 'unanswered', 'unknown']),
  /** Whether the environment asks Node not to check certificates. Keyhold checks them all the same. */
  certificateOverride: z.boolean(),
})
export type SystemFacts = z.infer<typeof SystemFacts>

/** The folder that the vault lies in. */
export const PlaceFacts = z.object({
  /** `missing`: not made yet. `open`: others on this machine may look into it. `unknown`: the system has no such modes. */
  folder: z.enum(['private', 'open', 'missing', 'unknown']),
  /** Whether a file could be written there, read back and removed, just now. */
  isWritable: z.boolean(),
  /** Missing: the disk does not say. */
  freeBytes: z.number().optional(),
})
export type PlaceFacts = z.infer<typeof PlaceFacts>

/** Whether providers were reached when it was last tried: an answer of any kind counts. */
const Reach = z.discriminatedUnion('state', [
  z.object({ state: z.literal('untried') }),
  z.object({ state: z.literal('reached'), accounts: z.int(), at: Instant }),
  z.object({
    state: z.literal('failed'),
    why: z.enum(['offline', 'timeout', 'tls', 'proxy', 'cut-off']),
    /** The proxy asks for a sign-in: why there was none that it takes. */
    signIn: z.enum(['needed', 'refused', 'unsupported', 'unreadable']).optional(),
    at: Instant,
  }),
])
export type Reach = z.infer<typeof Reach>

export const MachineFacts = z.object({
  system: SystemFacts,
  keychain: KeychainHealth,
  clipboard: ClipboardStatus,
  /** Missing: nobody runs who watches for it. */
  shortcut: ShortcutState.optional(),
  trayHost: TrayHostState,
  /** Missing: nobody runs whose icon it would be. */
  trayIcon: TrayIconState.optional(),
  notifications: NotificationHealth.shape.state,
  startsWithSystem: StartsWithSystem,
  reach: Reach,
  place: PlaceFacts,
  /** `none`: no vault has been made yet. `busy`: somebody else writes to it at this moment. */
  vault: z.enum(['good', 'none', 'busy', ...ShutVault.shape.why.options]),
})
export type MachineFacts = z.infer<typeof MachineFacts>

/** The parts that are tried by doing the real thing; the shortcut is tried by pressing it. */
export const MachineTrial = z.enum([
  'keychain',
  'clipboard',
  'tray',
  'notifications',
  'start',
  'display',
  'network',
  'disk',
])
export type MachineTrial = z.infer<typeof MachineTrial>
