/** The words for a file that cannot be imported, for a terminal. */
import type { ImportTrouble } from '../../shared/contract/errors.ts'

const WORDS: Readonly<Record<ImportTrouble, string>> = {
  empty: 'The file is empty.',
  'too-large': 'The file is larger than 64 MiB. Files with keys are far smaller.',
  'too-many': 'The file has more than 100,000 entries. Split it into several files.',
  'too-many-files':
    'From this file on, nothing was read: an import reads at most 20,000 files and 256 MiB. Import the rest by itself.',
  expands: 'What the file holds takes up more than 64 MiB once it is read. Files with keys hold far less.',
  'too-deep': 'The file is nested too deeply for a file of this format.',
  entities: 'The file has an XML document type. Files with keys have none, and one can read other files.',
  costly: 'The file’s passphrase needs more memory or time than any such program asks for.',
  'not-text': 'The file is no text in UTF-8 or UTF-16. Save it as UTF-8, then try again.',
  damaged: 'The file is damaged or cut short.',
  'not-understood': 'The file does not have the parts of this format.',
  'unknown-format': 'Keyhold does not know what program wrote this file. Name its format with --from.',
  unsupported:
    'Only the program that wrote this file can open it. Export it again in a form that other programs can read.',
  'passphrase-needed': 'The file is encrypted. Its passphrase is needed.',
  'wrong-passphrase': 'This is not the file’s passphrase. A KeePass file may need its key file, too.',
  unreadable: 'The file cannot be opened.',
  'no-program': 'gpg is needed to read a pass store, and it is not installed.',
}

/** @param line where the file is damaged */
export const importWords = (why: ImportTrouble, line?: number): string =>
  `${WORDS[why]}${line === undefined ? '' : ` The trouble is in line ${line}.`}`
