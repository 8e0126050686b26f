/** The system's part of the app lock: sleep, screen lock, idle time, and verification of the user. */
import { uptime } from 'node:os'
import { powerMonitor, systemPreferences } from 'electron'
import type { LockPort } from '../core/ports/lock.ts'
import { listenForLinuxSigns } from './lock-sources.ts'

/** Wayland does not report the idle time to programs, and Electron's answer there is not reliable. */
const knowsIdleTime = (env: NodeJS.ProcessEnv): boolean =>
  process.platform !== 'linux' ||
  (env.WAYLAND_DISPLAY === undefined && env.XDG_SESSION_TYPE !== 'wayland' && env.DISPLAY !== undefined)

/** Only for use after `ready`. */
export function createOsLock(): LockPort {
  return {
    uptimeMs: () => uptime() * 1_000,

    idleMs: () => (knowsIdleTime(process.env) ? powerMonitor.getSystemIdleTime() * 1_000 : undefined),

    listen(onSign) {
      const sleeps = () => onSign('suspend')
      const locks = () => onSign('screen')
      const wakes = () => onSign('resume')
      powerMonitor.on('suspend', sleeps)
      powerMonitor.on('resume', wakes)
      powerMonitor.on('lock-screen', locks) // macOS and Windows
      const stopLinux = process.platform === 'linux' ? listenForLinuxSigns({ onSign }) : undefined
      return () => {
        powerMonitor.off('suspend', sleeps)
        powerMonitor.off('resume', wakes)
        powerMonitor.off('lock-screen', locks)
        stopLinux?.()
      }
    },

    canAuthenticate: () => process.platform === 'darwin' && systemPreferences.canPromptTouchID(),

    authenticate: (reason) =>
      systemPreferences.promptTouchID(reason).then(
        () => true,
        () => false, // cancelled, or an unknown finger
      ),
  }
}
