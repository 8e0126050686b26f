/** The words of the diagnostics table. Pure. */
import type { LineState } from '../../../shared/diagnostics/machine-line.ts'
import type { MachineTrial } from '../../../shared/diagnostics/machine.ts'

export const STATE_WORDS: Record<LineState, string> = {
  works: 'Works',
  limited: 'Limited',
  broken: 'Doesn’t work',
  unknown: 'Unknown',
}

export const TRIALS: Record<MachineTrial, string> = {
  keychain: 'Test',
  disk: 'Write and read a file',
  clipboard: 'Copy a test value',
  tray: 'Look for the icon',
  notifications: 'Show one',
  display: 'Connect to it',
  network: 'Sync now',
  start: 'Ask the system',
}

export const DIAGNOSTICS = {
  intro:
    'Each test does the real thing. Testing the clipboard replaces what is on it. The same in a terminal:',
  looking: 'Looking at this machine',
  runAll: 'Run all',
  columns: ['Part', 'State', 'Result', 'Test'],
  triedAt: (time: string) => `Tested at ${time}.`,
} as const
