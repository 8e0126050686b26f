/** Help and words of `keyhold regenerate`. */
import { REASON_OPTION } from './get-messages.ts'
import { NAME_ARGUMENT } from './show-messages.ts'

/** The same for every command that changes a key. */
export const CHANGE_DETAILS = [
  'Keyhold asks in a window of its own each time. Stopping the command before you answer cancels the question. A request that was sent runs to its end, so that its answer is not lost.',
  'Exit code 8 means that Keyhold couldn’t confirm whether the provider made the change. It checks by itself and shows the result in its window.',
] as const

export const REGENERATE = {
  spec: {
    summary: 'Regenerate the secret of a key at its provider',
    details: [
      'The old secret may stop working at once. “keyhold replace” keeps it working for a while.',
      ...CHANGE_DETAILS,
    ],
    arguments: [NAME_ARGUMENT],
    options: { reason: REASON_OPTION },
    examples: [{ line: 'keyhold regenerate ci-deploy', says: 'A new secret, stored in the keychain.' }],
  },
  done: (name: string) => `“${name}” has a new secret. It is stored.`,
} as const
