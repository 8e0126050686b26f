/** Help and words of `keyhold replace`, `keyhold retire` and `keyhold roll-back`. */
import { OVERLAP } from '../overlap-hours-messages.ts'
import { REASON_OPTION } from './get-messages.ts'
import { CHANGE_DETAILS } from './regenerate-messages.ts'
import { NAME_ARGUMENT } from './show-messages.ts'

export const REPLACE = {
  spec: {
    summary: 'Create a new key like this one, and keep both working for a while',
    details: [
      'The new key takes over what you wrote about the old one, and references mean the new one from then on. The old key keeps working until you retire it; Keyhold reminds you after the overlap.',
      ...CHANGE_DETAILS,
    ],
    arguments: [NAME_ARGUMENT],
    options: {
      overlap: { value: 'HOURS', help: 'When to remind you of the old key; without it, as in the settings' },
      reason: REASON_OPTION,
    },
    examples: [
      {
        line: 'keyhold replace ci-deploy --overlap 24',
        says: 'A new key; the old one is to be retired in a day.',
      },
    ],
  },
  done: (name: string, hours: number) =>
    `“${name}” has a replacement. Both work. Retire the old key within ${OVERLAP.hours(hours)}: keyhold retire`,
} as const

export const RETIRE = {
  spec: {
    summary: 'Retire the old key of a replacement',
    details: [
      'NAME is the old key or the new one. Where the provider can disable a key, the old key is disabled, which can be undone in the window; otherwise it is deleted.',
      ...CHANGE_DETAILS,
    ],
    arguments: [NAME_ARGUMENT],
    options: {
      delete: { help: 'Delete the old key, even where it could be disabled' },
      reason: REASON_OPTION,
    },
    examples: [{ line: 'keyhold retire ci-deploy', says: 'The old key stops working.' }],
  },
  done: {
    'switch-off': (name: string) => `“${name}” is disabled at its provider.`,
    delete: (name: string) => `“${name}” is deleted at its provider.`,
  },
  unsettled: (name: string) => `Keyhold asked the provider to retire “${name}”, and couldn’t confirm it yet.`,
} as const

export const ROLL_BACK = {
  spec: {
    summary: 'Delete the new key of a replacement and go back to the old one',
    details: ['NAME is the old key or the new one.', ...CHANGE_DETAILS],
    arguments: [NAME_ARGUMENT],
    options: { reason: REASON_OPTION },
    examples: [{ line: 'keyhold roll-back ci-deploy', says: 'The old key is current again.' }],
  },
  done: (name: string) => `“${name}” is current again. The new key is deleted at its provider.`,
  unsettled: (name: string) => `Keyhold asked the provider to delete “${name}”, and couldn’t confirm it yet.`,
} as const
