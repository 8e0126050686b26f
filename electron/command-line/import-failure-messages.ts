/** The words for a file that cannot be imported, for a terminal. */
import type { ImportTrouble } from '../../shared/contract/errors.ts'

const WORDS: Readonly<Record<ImportTrouble, string>> = {
  empty: 'The file is empty.',
  'too-large': 'The file is larger than 64 MiB. Files with keys are far smaller.',
  'too-many': 'The file has more than 100,000 entries. Split it into several files.',
  'too-many-files':
    'This file and those after it were not read: an import reads at most 20,000 files and 256 MiB. Import them separately.',
  expands:
    'The content of the file takes up more than 64 MiB once it is read. Files with keys are far smaller.',
  'too-deep': 'The file is nested too deeply for a file of this format.',
  entities:
    'The file has an XML DOCTYPE, which could make its reader open other files. Files with keys have none.',
  costly: 'Opening the file would take more memory or time than any password manager asks for.',
  'not-text': 'The file is not text in UTF-8 or UTF-16. Save it as UTF-8, then try again.',
  damaged: 'The file is damaged or cut short.',
  'not-understood': 'The file does not look like a file of this format.',
  'unknown-format': 'Keyhold cannot tell the format of this file. Name it with --from.',
  unsupported:
    'Only the program that wrote this file can open it. Export it again in a form that other programs can read.',
  'passphrase-needed': 'The file is encrypted, and its passphrase is missing.',
  'wrong-passphrase': 'This is not the file’s passphrase. A KeePass file may need its key file, too.',
  unreadable: 'The file cannot be opened.',
  'no-program': 'Keyhold needs gpg to read a pass store, and it is not installed.',
  'file-changed': 'The file has changed since Keyhold read it. It was left as it is.',
  'not-stored': 'Keyhold could not read back every secret of the file. It was left as it is.',
  'no-trash': 'The system did not move the file to its trash. It was left as it is.',
}

/** @param line where the file is damaged */
export const importWords = (why: ImportTrouble, line?: number): string =>
  `${WORDS[why]}${line === undefined ? '' : ` The problem is in line ${line}.`}`
