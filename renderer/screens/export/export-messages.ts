/** Messages of the dialog that exports secrets. Pure. */
import type { LeftOutReason } from '../../../shared/model/export.ts'
import { counted, keysText, secretsText } from '../../messages/counts.ts'

const REASONS: Record<LeftOutReason, string> = {
  missing: 'the keychain doesn’t have its secret',
  'contains-nul': 'its secret has a NUL character',
  'not-text': 'its secret isn’t valid Unicode text',
  'too-long': 'its secret is longer than 256 KiB',
  'no-line': 'programs read its secret differently in a .env file',
}

export const exportMessages = {
  title: (keys: number) => `Export the secrets of ${keysText(keys)}`,
  lead: 'Keyhold writes the current secrets into a file that another program can read. Use a backup to keep everything else.',
  format: 'Format',
  formats: {
    kdbx: 'KeePass (KDBX)',
    'bitwarden-encrypted': 'Bitwarden (JSON, encrypted)',
    bitwarden: 'Bitwarden (JSON)',
    csv: 'CSV',
    dotenv: '.env',
  },
  plain: 'This file is not encrypted',
  plainDetail:
    'Every program that can read the file can read the secrets. Delete it as soon as you have used it.',
  encrypted: 'Set a passphrase that opens the file:',
  lock: 'Passphrase of the app lock',
  confirm: 'Export…',
  progress: 'Exporting',
  done: (secrets: number) => `${secretsText(secrets)} exported`,
  donePlain: 'The file is not encrypted. Delete it as soon as you have used it.',
  nothing: 'None of the secrets fits into this file',
  withoutSecret: (keys: number) => `Left out: ${keysText(keys)} without a secret in Keyhold.`,
  leftOut: (name: string, why: LeftOutReason) => `Left out: ${name} (${REASONS[why]}).`,
  moreLeftOut: (keys: number) => `Left out: ${counted(keys, 'more key')}.`,
  renamed: (name: string, variable: string) => `${name} is ${variable} in the file.`,
} as const
