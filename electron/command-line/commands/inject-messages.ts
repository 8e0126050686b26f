/** Help and words of `keyhold inject`. */
import { REASON_OPTION } from './get-messages.ts'

export const INJECT = {
  spec: {
    summary: 'Fill a template with secrets',
    details: [
      'Replaces each {{ keyhold://secret/ACCOUNT/KEY }} by the secret, and each reference without braces. Without braces a reference ends at the first character that is not one of A–Z, a–z, 0–9 and ._~%-/?=; in braces it may hold spaces. Secrets are put in as they are, without quoting.',
      'The file that -o names is written whole or not at all, and only you can read it (mode 0600). A template of at most 1 MB of UTF-8 is read.',
    ],
    options: {
      in: {
        value: 'FILE',
        short: 'i',
        completes: 'files',
        help: 'The template; without it, or with -, standard input',
      },
      out: {
        value: 'FILE',
        short: 'o',
        completes: 'files',
        help: 'Where to write; without it, standard output',
      },
      force: { help: 'Replace the symbolic link that -o names' },
      show: { help: 'Print the result on a terminal too' },
      reason: REASON_OPTION,
    },
    examples: [
      {
        line: 'keyhold inject -i config.tpl.yaml -o config.yaml',
        says: 'The template can be committed, the result cannot.',
      },
      {
        line: "echo 'token: {{ keyhold://secret/env/CI_TOKEN }}' | keyhold inject | kubectl apply -f -",
        says: 'Nothing is written to disk.',
      },
    ],
  },
  noTemplate: 'The template is missing: keyhold inject -i FILE',
  terminal: 'The result holds secrets. Use -o FILE to write it, or --show to print it all the same.',
  inLine: (line: number, words: string) => `line ${line}: ${words}`,
  input: 'standard input',
} as const
