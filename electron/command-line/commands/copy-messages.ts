/** Help and words of `keyhold copy`. */
import { CopyAs } from '../../../shared/model/copy-as.ts'
import { REASON_OPTION, VERSION_OPTION } from './get-messages.ts'
import { NAME_ARGUMENT } from './show-messages.ts'

export const COPY_FORMS: readonly string[] = CopyAs.options

export const COPY = {
  spec: {
    summary: 'Copy the secret of a key to the clipboard',
    details: [
      'Keyhold copies as its window does: clipboard histories leave the secret out where they can, and Keyhold clears the clipboard after the time in its settings.',
    ],
    arguments: [NAME_ARGUMENT],
    options: {
      as: {
        value: 'FORM',
        completes: COPY_FORMS,
        help: `The form in which it is copied: ${COPY_FORMS.join(', ')}`,
      },
      version: VERSION_OPTION,
      reason: REASON_OPTION,
    },
    examples: [{ line: 'keyhold copy ci-deploy', says: 'The secret is on the clipboard for a while.' }],
  },
  done: (name: string, left: string) => `“${name}” is on the clipboard. Keyhold clears it in ${left}.`,
} as const
