/** Messages of the diagnostics table and of the trial of the shortcut. Pure. */
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
  tray: 'Find icon',
  notifications: 'Show notification',
  display: 'Connect to display',
  network: 'Sync now',
  start: 'Check autostart',
}

export const DIAGNOSTICS = {
  intro:
    'Each test does the real thing. Testing the clipboard replaces what is on it. The same in a terminal:',
  command: 'keyhold --doctor',
  loading: 'Checking this computer',
  runAll: 'Run all',
  columns: ['Part', 'State', 'Result', 'Test'],
  trial: (trial: string, part: string) => `${trial} (${part})`,
  triedAt: (time: string) => `Tested at ${time}.`,
} as const

export const pressTrialMessages = {
  start: 'Test shortcut',
  waiting: (shortcut: string) => `Press ${shortcut} now`,
  heard: 'Keyhold received the shortcut.',
  'not-heard':
    'Keyhold didn’t receive the shortcut. If you pressed it, the shortcut doesn’t work on this system.',
} as const
