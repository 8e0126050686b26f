/** The messages of the first start and of the checklist after it. Pure. */
import type { StepId } from './checklist.ts'

export const FIRST_RUN = {
  title: 'All your API keys, and when they expire',
  lead: 'Connect a provider account. Keyhold lists its keys, warns you before they expire, and rotates them without losing a secret.',
  /** Before the name of a provider, for screen readers. */
  connect: 'Connect',
  other: 'Add a key manually',
  otherHelp: 'For any other service',
  import: 'Import keys',
  importHelp: 'From .env files or a password manager',
  demo: 'Try the demo vault',
  demoHelp: 'Opens a second window',
  safeSealed: 'Secrets stay in your sealed vault. Keyhold talks only to your providers.',
  safe: 'Secrets stay in your system keychain. Keyhold talks only to your providers.',
} as const

export const CHECKLIST = {
  title: 'Getting started',
  progress: (done: number, all: number) => `${done} of ${all}`,
  dismiss: 'Dismiss the checklist',
  done: 'Done:',
} as const

export const STEPS: Record<StepId, string> = {
  keys: 'Connect account or add key',
  secret: 'Store a secret',
  lock: 'Set a passphrase',
  start: 'Start with the system',
}
