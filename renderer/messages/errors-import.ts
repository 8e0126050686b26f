/** Messages for files of other programs that cannot be imported. */
import type { ImportTrouble } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

const NOTHING = 'Nothing was imported.'

const SENTENCES: Readonly<Record<ImportTrouble, Sentence>> = {
  empty: { title: 'The file is empty', detail: NOTHING },
  'too-large': {
    title: 'The file is too large',
    detail: 'Keyhold reads files up to 64 MiB. Nothing was imported.',
    action: 'Check that you chose the right file.',
  },
  'too-many': {
    title: 'The file has too many entries',
    detail: 'Keyhold takes up to 100,000 entries from one file. Nothing was imported.',
    action: 'Split the file.',
  },
  'too-many-files': {
    title: 'Too many files at once',
    detail: 'An import reads at most 20,000 files and 256 MiB. This file and those after it were not read.',
    action: 'Import them separately.',
  },
  expands: {
    title: 'The file’s content is too large',
    detail: 'It takes up more than 64 MiB once it is read. Nothing was imported.',
    action: 'Check where the file comes from.',
  },
  'too-deep': {
    title: 'The file is nested too deeply',
    detail: NOTHING,
    action: 'Check where the file comes from.',
  },
  entities: {
    title: 'The file has an XML DOCTYPE',
    detail: 'It could make its reader open other files. Files with keys have none. Nothing was imported.',
    action: 'Check where the file comes from.',
  },
  costly: {
    title: 'The file would take too much memory or time to open',
    detail: 'No password manager asks for that much. Nothing was imported.',
    action: 'Check where the file comes from.',
  },
  'not-text': {
    title: 'The file isn’t text that Keyhold can read',
    detail: 'Keyhold reads UTF-8 and UTF-16. Nothing was imported.',
    action: 'Save the file as UTF-8, then try again.',
  },
  damaged: {
    title: 'The file is damaged or cut short',
    detail: NOTHING,
    action: 'Export it again.',
  },
  'not-understood': {
    title: 'The file doesn’t look like one of this format',
    detail: NOTHING,
    action: 'Choose another format, or export it again.',
  },
  'unknown-format': {
    title: 'Keyhold can’t tell the format of this file',
    detail: NOTHING,
    action: 'Choose its format.',
  },
  unsupported: {
    title: 'Only the program that wrote this file can open it',
    detail: NOTHING,
    action: 'Export it again in a form that other programs can read.',
  },
  'passphrase-needed': {
    title: 'The file is encrypted',
    detail: NOTHING,
    action: 'Enter the file’s passphrase.',
  },
  'wrong-passphrase': {
    title: 'Wrong passphrase',
    detail: NOTHING,
    action: 'Enter the passphrase that the file was saved with.',
  },
  unreadable: {
    title: 'Keyhold couldn’t open the file',
    detail: NOTHING,
    action: 'Check its permissions.',
  },
  'no-program': {
    title: 'gpg isn’t installed',
    detail: 'Keyhold needs it to read a pass store. Nothing was imported.',
    action: 'Install GnuPG.',
  },
  'file-changed': {
    title: 'The file changed after the import',
    detail: 'Keyhold left it as it is.',
    action: 'Import it again.',
  },
  'not-stored': {
    title: 'Keyhold couldn’t read back every secret of the file',
    detail: 'It left the file as it is.',
    action: 'Import it again.',
  },
  'no-trash': {
    title: 'The system didn’t move the file to the trash',
    detail: 'Keyhold left the file as it is.',
    action: 'Check the permissions of its folder.',
  },
}

/** @param line the damaged line of the file */
export function importSentence(why: ImportTrouble, line: number | undefined): Sentence {
  const { title, detail, action } = SENTENCES[why]
  return {
    title,
    detail: line === undefined ? detail : `The problem is in line ${line}. ${detail}`,
    ...(action !== undefined && { action }),
  }
}
