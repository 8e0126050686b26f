/** Help and words of `keyhold regenerate`. */
import { OVERLAP } from '../overlap-hours-messages.ts'
import { REASON_OPTION } from './get-messages.ts'
import { NAME_ARGUMENT } from './show-messages.ts'

/** Shared by all commands that change a key. */
export const CHANGE_DETAILS = [
  'Keyhold asks in a window of its own each time. Stopping the command before you answer cancels the question. A request that was sent runs to its end, so that its answer is not lost.',
  'Exit code 8 means that Keyhold couldn’t confirm whether the provider made the change. It checks by itself and shows the result in its window.',
] as const

export const REGENERATE = {
  spec: {
    summary: 'Regenerate the secret of a key at its provider',
    details: [
      'The old secret may stop working at once. A few providers can let it work for a while and then end it by themselves: with --overlap. “keyhold replace” makes a second key instead.',
      ...CHANGE_DETAILS,
    ],
    arguments: [NAME_ARGUMENT],
    options: {
      overlap: {
        value: 'HOURS',
        help: 'Let the old secret work for so long, where the provider can; not for a leaked secret',
      },
      reason: REASON_OPTION,
    },
    examples: [
      { line: 'keyhold regenerate ci-deploy', says: 'A new secret, stored in the keychain.' },
      {
        line: 'keyhold regenerate access-token --overlap 24',
        says: 'A new secret; the provider ends the old one in a day.',
      },
    ],
  },
  done: (name: string) => `“${name}” has a new secret. It is stored.`,
  bothWork: (name: string, hours: number) =>
    `“${name}” has a new secret. It is stored. Both work: the provider ends the old one within ${OVERLAP.hours(hours)}.`,
  endsAtOnce: (name: string) =>
    `The provider of “${name}” can’t let its old secret keep working. Without --overlap the old secret may stop working at once. Nothing was done.`,
} as const
