/** The user's settings. Every value has its default in `default-settings.ts`. */
import { z } from 'zod'
import { isAccelerator } from '../desktop/accelerator.ts'
import {
  DENSITIES,
  FOLDABLE,
  MOST_FOLDED,
  LIST_COLUMNS,
  LIST_VIEWS,
  NARROWEST_COLUMN,
  NARROWEST_SIDEBAR,
  WIDEST_COLUMN,
  WIDEST_SIDEBAR,
} from './list-settings.ts'
import { ReminderDays, RotateEveryDays } from './model.ts'
import { LONGEST_OVERLAP_HOURS } from './overlap.ts'
import { PANEL_SECTIONS } from './panel-sections.ts'
import { LONGEST_SAVED_QUERY, MOST_SEARCHES, searchNameProblem, type SavedSearch } from './saved-searches.ts'
import { fold } from '../search/fold.ts'

/** As in `shared/desktop/accelerator.ts`; empty: no shortcut. */
export const Accelerator = z
  .string()
  .max(60)
  .refine((text) => text === '' || isAccelerator(text))

const ColumnSetting = z.strictObject({
  column: z.enum(LIST_COLUMNS),
  widthPx: z.int().min(NARROWEST_COLUMN).max(WIDEST_COLUMN).optional(),
  hidden: z.literal(true).optional(),
})

const Sort = z.strictObject({
  by: z.enum([...LIST_COLUMNS, 'urgency']),
  direction: z.enum(['up', 'down']),
})

const isTrimmed = (text: string): boolean => text.trim() === text

const OneSearch = z.strictObject({
  id: z.uuid(),
  name: z.string().refine((name) => isTrimmed(name) && searchNameProblem(name) === undefined),
  query: z.string().min(1).max(LONGEST_SAVED_QUERY).refine(isTrimmed),
  sort: Sort.optional(),
})

/** Whether all ids and all names differ. */
const areDistinct = (searches: readonly SavedSearch[]): boolean =>
  new Set(searches.map(({ id }) => id)).size === searches.length &&
  new Set(searches.map(({ name }) => fold(name))).size === searches.length

const SavedSearches = z.array(OneSearch).max(MOST_SEARCHES).refine(areDistinct).readonly()

/** The searches of a stored list that can be parsed. One that cannot does not affect the others. */
export function readableSearches(stored: unknown): readonly SavedSearch[] {
  if (!Array.isArray(stored)) return []
  return stored.reduce<readonly SavedSearch[]>((read, one: unknown) => {
    const next = SavedSearches.safeParse([...read, one])
    return next.success ? next.data : read
  }, [])
}

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Seconds until a copied secret is cleared from the clipboard. */
  clipboardSeconds: z.int().min(5).max(600),
  /** Whether Keyhold watches what is copied in other programs, and offers to save a key. */
  clipboardWatch: z.boolean(),
  /** Minutes between automatic syncs; 0 turns them off. */
  syncMinutes: z.int().min(0).max(1_440),
  /** Days before expiry from which a key counts as expiring. */
  leadDays: z.int().min(1).max(365),
  /** Hours that two keys work side by side before the user is asked; each replacement can set another value. */
  overlapHours: z.int().min(1).max(LONGEST_OVERLAP_HOURS),
  /** Opens the quick palette from any program; empty: no shortcut. */
  shortcut: Accelerator,
  /** Minutes without input until the app locks itself; 0: never. Only if a lock is set. */
  lockIdleMinutes: z.int().min(0).max(1_440),
  /** Whether the app locks when the machine sleeps or its screen locks. Only if a lock is set. */
  lockWithScreen: z.boolean(),
  /** Whether Keyhold sends reminders. Decisions that wait for the user are shown in any case. */
  reminders: z.boolean(),
  /** Days before expiry at which to remind; 0 is the expiry itself. Empty: never. */
  reminderDays: ReminderDays,
  /** Days after which a secret should be replaced; 0: no rule. */
  rotateEveryDays: RotateEveryDays,
  /** Whether reminders also appear as system notifications, besides the window and the tray. */
  systemNotifications: z.boolean(),
  /** Whether the system starts the program when the user logs in. */
  startWithSystem: z.boolean(),
  /** Whether a start by the system opens no window. */
  startHidden: z.boolean(),
  /** Whether the program stays in the tray when its window is closed, if there is a tray. */
  closeToTray: z.boolean(),
  /** The tray icon's colour, if the system does not choose it (Linux). */
  trayIcon: z.enum(['auto', 'light', 'dark', 'colour']),
  /** Days for which the history is kept; 0: for ever. */
  historyDays: z.union([z.literal(0), z.int().min(30).max(3_650)]),
  /** Whether the `keyhold` command reaches this program. */
  commandLine: z.boolean(),
  /** Whether agents may connect through `keyhold mcp`. */
  agents: z.boolean(),
  /** Whether the tray's menu and notifications show names of keys; switched off for sharing a screen. */
  trayNames: z.boolean(),
  /** Whether the checklist of a new vault is shown: from its first start until it is dismissed. */
  gettingStarted: z.boolean(),
  /** The height of the list's rows. */
  density: z.enum(DENSITIES),
  /** The list's order after a start. */
  listSort: Sort,
  /** Groups of the list that are collapsed to their headings; `searches` and `accounts` are the sidebar's sections. */
  foldedSections: z
    .array(z.union([z.enum(FOLDABLE), z.templateLiteral(['provider:', z.string().max(100)])]))
    .max(MOST_FOLDED)
    .readonly(),
  /** Sections of the key panel that the user has opened. They are open for every key. */
  openPanelSections: z.array(z.enum(PANEL_SECTIONS)).max(PANEL_SECTIONS.length).readonly(),
  /** The list's columns in each kind of view; missing: the default columns. */
  listColumns: z.partialRecord(
    z.enum(LIST_VIEWS),
    z.array(ColumnSetting).max(LIST_COLUMNS.length).readonly(),
  ),
  /** In the sidebar's order. */
  savedSearches: SavedSearches,
  /** Pixels. */
  sidebarWidth: z.int().min(NARROWEST_SIDEBAR).max(WIDEST_SIDEBAR),
})
export type Settings = z.infer<typeof Settings>

/** A change of some settings. Unknown names are refused. */
export const SettingsPatch = z.strictObject(Settings.partial().shape)
export type SettingsPatch = z.infer<typeof SettingsPatch>
