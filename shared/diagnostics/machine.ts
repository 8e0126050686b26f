/** The facts about the machine that Keyhold runs on, part by part, as data. Contains no secret, and no name of a key or an account. */
import { z } from 'zod'
import { StartsWithSystem, TrayHostState, TrayIconState } from '../contract/desktop.ts'
import { ShortcutState } from '../contract/palette.ts'
import { Instant } from '../model/model.ts'
import { KeychainHealth, NotificationHealth, ShutVault } from '../contract/snapshot.ts'

const Program = z.string().max(100)

/**
 * What is known about copies on this machine.
 *
 * - `untried`: nothing was copied yet; `reader` is the program that will verify a copy, `install` the package that contains one.
 * - `verified`: `by` found the last copy (`own-read`: Keyhold's own read is proof on this system); `through`: the program that had to copy for
 *   Keyhold.
 * - `unverified`: no installed program can verify a copy; the package `install` contains one.
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

/** The facts that the system reports without the program, its vault or its windows. */
export const SystemFacts = z.object({
  platform: z.enum(['linux', 'macos', 'windows', 'other']),
  display: z.object({
    /** `own`: the system has only one kind of display. */
    kind: z.enum(['own', 'x11', 'wayland']),
    /** Whether the display accepts connections now. */
    answers: z.boolean(),
    /** The names that the desktop gives itself; empty if it gives none. */
    desktop: z.string().max(200),
  }),
  /**
   * The program that copies for Keyhold under Wayland if Keyhold itself may not: whether it is installed, and whether it can mark a copy as a secret.
   */
  copyHelper: z.enum(['not-needed', 'missing', 'without-marks', 'with-marks']),
  /**
   * How Keyhold reaches the providers. `unusable`: Keyhold does not support the proxy, and does not bypass it. `unanswered`: the proxy lookup failed;
   * `unknown`: the lookup took too long.
   */
  proxy: z.enum(['direct', 'proxy', 'unusable', 'unanswered', 'unknown']),
  /** Whether the environment tells Node not to check certificates. Keyhold checks them in any case. */
  certificateOverride: z.boolean(),
})
export type SystemFacts = z.infer<typeof SystemFacts>

/** The vault's folder. */
export const PlaceFacts = z.object({
  /** `missing`: not created yet. `open`: other users of this machine may read it. `unknown`: the system has no such modes. */
  folder: z.enum(['private', 'open', 'missing', 'unknown']),
  /** Whether a file could just now be written there, read back and removed. */
  isWritable: z.boolean(),
  /** Missing: the file system does not report it. */
  freeBytes: z.number().optional(),
})
export type PlaceFacts = z.infer<typeof PlaceFacts>

/** Whether providers could be reached at the last attempt: an answer of any kind counts. */
const Reach = z.discriminatedUnion('state', [
  z.object({ state: z.literal('untried') }),
  z.object({ state: z.literal('reached'), accounts: z.int(), at: Instant }),
  z.object({
    state: z.literal('failed'),
    why: z.enum(['offline', 'timeout', 'tls', 'proxy', 'cut-off']),
    /** The proxy requires a sign-in: why Keyhold has no sign-in that the proxy accepts. */
    signIn: z.enum(['needed', 'refused', 'unsupported', 'unreadable']).optional(),
    at: Instant,
  }),
])
export type Reach = z.infer<typeof Reach>

/**
 * Why the `keyhold` command cannot reach this program. Of the socket's folder: a `symlink`, `no-folder` but something else, of `another-user`,
 * `open-to-others`; `parent`: the folder above it is one of these. `occupied`: something else has the socket's name. `in-use`: another program
 * listens there.
 */
export const CommandLineTrouble = z.enum([
  'no-runtime-folder',
  'parent',
  'symlink',
  'no-folder',
  'another-user',
  'open-to-others',
  'occupied',
  'in-use',
  'unusable',
])
export type CommandLineTrouble = z.infer<typeof CommandLineTrouble>

/** `absent`: this program has no command line (a demo vault, a browser). `not-running`: nothing listens. */
export const CommandLineState = z.enum([
  'ready',
  'off',
  'absent',
  'not-running',
  ...CommandLineTrouble.options,
])
export type CommandLineState = z.infer<typeof CommandLineState>

/** The encrypted backups of the vault's secrets. */
export const BackupFacts = z.object({
  /** How old the newest one is. Missing: there is none. */
  ageMs: z.number().optional(),
  /** Secrets that the keychain did not have when it was made. */
  missing: z.int().optional(),
  isTooOld: z.boolean(),
  /** Whether automatic backups are on. */
  isAutomatic: z.boolean(),
  /** Whether the last automatic one failed. */
  hasFailed: z.boolean(),
  /** How the last rehearsal of a restore ended. */
  check: z.enum(['none', 'good', 'failed']),
  /** How long ago that was. Missing: there was none. */
  checkedAgoMs: z.number().optional(),
})
export type BackupFacts = z.infer<typeof BackupFacts>

export const MachineFacts = z.object({
  system: SystemFacts,
  keychain: KeychainHealth,
  clipboard: ClipboardStatus,
  /** Missing: no running program uses the shortcut. */
  shortcut: ShortcutState.optional(),
  trayHost: TrayHostState,
  /** Missing: no running program would show the icon. */
  trayIcon: TrayIconState.optional(),
  notifications: NotificationHealth.shape.state,
  startsWithSystem: StartsWithSystem,
  reach: Reach,
  commandLine: CommandLineState,
  place: PlaceFacts,
  /** Whether the log's lines reach the disk. */
  isLogWritable: z.boolean(),
  /** Missing: there is no vault, or it cannot be read now. */
  backups: BackupFacts.optional(),
  /** `none`: no vault has been created yet. `busy`: another program is writing to the vault at this moment. */
  vault: z.enum(['good', 'none', 'busy', ...ShutVault.shape.why.options]),
})
export type MachineFacts = z.infer<typeof MachineFacts>

/** The parts that are tested by real use; the user tests the shortcut by pressing it. */
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
