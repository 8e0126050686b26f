/** Opens the settings at one section. */
import { showScreen } from '../../app/page-actions.ts'
import type { SectionId } from './settings-index.ts'

/** The id of the section's element. */
export const anchorOf = (section: SectionId): string => `settings-${section}`

export function scrollToSettings(section: SectionId): void {
  // The section is drawn by the next frame.
  requestAnimationFrame(() => document.getElementById(anchorOf(section))?.scrollIntoView())
}

export function showSettings(section: SectionId): void {
  showScreen('settings')
  scrollToSettings(section)
}
