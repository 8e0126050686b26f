/** Chooses the tray's image by system, bar and state. Pure. */
import type { Settings } from '../../shared/model/settings.ts'

interface IconFacts {
  readonly platform: NodeJS.Platform
  readonly choice: Settings['trayIcon']
  /** Whether the system's theme is dark. */
  readonly isDark: boolean
  /** `XDG_CURRENT_DESKTOP`: names separated by colons. */
  readonly desktop: string | undefined
  readonly isAttentive: boolean
}

/** Desktops whose bar is dark in every theme. */
const DARK_BARS = ['GNOME', 'Unity', 'Pantheon', 'Budgie']

/** A file in `resources/tray`. The system finds `@2x` beside it, and colours `Template` by itself (macOS). */
export function trayIconFile({ platform, choice, isDark, desktop = '', isAttentive }: IconFacts): string {
  const state = isAttentive ? 'attention' : 'calm'
  if (platform === 'darwin') return `${state}Template.png`
  if (platform === 'win32') return `${state}.ico`
  const hasDarkBar = isDark || desktop.split(':').some((name) => DARK_BARS.includes(name))
  const colour = choice === 'auto' ? (hasDarkBar ? 'light' : 'dark') : choice
  return `${state}-${colour}.png`
}
