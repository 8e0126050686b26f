/** Opens the settings where they speak of reminders. */
import { showScreen } from '../../app/acts.ts'

export const REMINDERS_ANCHOR = 'settings-reminders'

export function showReminderSettings(): void {
  showScreen('settings')
  // The screen is drawn by the next frame.
  requestAnimationFrame(() => document.getElementById(REMINDERS_ANCHOR)?.scrollIntoView())
}
