/** Help and words of `keyhold regenerate`. */
import { REASON_OPTION } from './get-messages.ts'
import { NAME_ARGUMENT } from './show-messages.ts'

/** The same for every command that changes a key. */
export const CHANGE_DETAILS = [
  'Keyhold asks in a window of its own each time. Stopping the command before you answer takes the question back. Once the request is sent it runs to its end, so that its answer is not lost.',
  'Exit code 8 means that it is not known whether the provider made the change. Keyhold finds out by itself and says so in its window.',
] as const

export const REGENERATE = {
  spec: {
    summary: 'Let the provider renew the secret of a key',
    details: [
      'The old secret may end at once. “keyhold replace” keeps it working for a while.',
      ...CHANGE_DETAILS,
    ],
    arguments: [NAME_ARGUMENT],
    options: { reason: REASON_OPTION },
    examples: [{ line: 'keyhold regenerate ci-deploy', says: 'A new secret, stored in the keychain.' }],
  },
  done: (name: string) => `“${name}” has a new secret. It is stored.`,
} as const
