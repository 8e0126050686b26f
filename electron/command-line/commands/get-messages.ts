/** Help and words of `keyhold get`. */
import { NAME_ARGUMENT } from './show-messages.ts'

export const VERSION_OPTION = {
  value: 'VERSION',
  completes: ['current', 'previous'],
  help: 'current (the default) or previous: the secret before the last change',
} as const

export const REASON_OPTION = { value: 'TEXT', help: 'Say why; Keyhold shows it when it asks' } as const

export const GET = {
  spec: {
    summary: 'Print the secret of a key',
    details: [
      'Keyhold asks in a window of its own before the secret leaves the vault, unless you allowed it before.',
      'In a pipe the secret is printed without a line break. On a terminal, where it would stay readable, it is printed only with --show.',
    ],
    arguments: [NAME_ARGUMENT],
    options: {
      show: { help: 'Print the secret on a terminal too' },
      copy: { help: 'Copy it to the clipboard instead, as “keyhold copy” does' },
      version: VERSION_OPTION,
      reason: REASON_OPTION,
    },
    examples: [
      {
        line: 'keyhold get ci-deploy | docker login -u ci --password-stdin',
        says: 'Hands the secret to a program without a file.',
      },
      {
        line: 'keyhold get GITHUB_TOKEN --version previous | wc -c',
        says: 'The length of the secret before the last change.',
      },
    ],
  },
  terminal:
    'A secret on a terminal can be read by others and stays in its history. Use --copy to copy it, or --show to print it all the same.',
  both: 'Use --copy or --show, not both.',
  escaped: 'The secret contains control characters. They are shown as \\u001b and the like.',
} as const
