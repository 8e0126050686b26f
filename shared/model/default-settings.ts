/** The default settings. Separate from the schemas, which the page does not load. */
import { DEFAULT_SHORTCUT } from '../desktop/accelerator.ts'
import type { Settings } from './settings.ts'

export const defaultSettings: Settings = {
  theme: 'system',
  clipboardSeconds: 30,
  syncMinutes: 15,
  leadDays: 30,
  reminders: true,
  reminderDays: [30, 14, 7, 3, 1, 0],
  rotateEveryDays: 0,
  systemNotifications: true,
  overlapHours: 24,
  shortcut: DEFAULT_SHORTCUT,
  lockIdleMinutes: 0,
  lockWithScreen: true,
  startWithSystem: false,
  startHidden: true,
  closeToTray: false,
  trayIcon: 'auto',
  historyDays: 0,
  commandLine: true,
  agents: false,
  trayNames: true,
  gettingStarted: false,
  density: 'default',
  listSort: { by: 'urgency', direction: 'up' },
  foldedSections: [],
  openPanelSections: [],
  listColumns: {},
  savedSearches: [],
  sidebarWidth: 216,
}
