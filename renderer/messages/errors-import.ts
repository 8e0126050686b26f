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
    detail: 'An import reads at most 20,000 files and 256 MiB. From this file on, nothing was read.',
    action: 'Import the other files by themselves.',
  },
  expands: {
    title: 'The file holds too much data',
    detail: 'What it holds takes up more than 64 MiB once it is read. Nothing was imported.',
    action: 'Check where the file comes from.',
  },
  'too-deep': {
    title: 'The file is nested too deeply',
    detail: NOTHING,
    action: 'Check where the file comes from.',
  },
  entities: {
    title: 'The file has an XML document type',
    detail: 'Files with keys have none, and one can read other files. Nothing was imported.',
    action: 'Check where the file comes from.',
  },
  costly: {
    title: 'The file’s passphrase needs too much memory or time',
    detail: 'No such program asks for that much. Nothing was imported.',
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
    title: 'The file doesn’t have the parts of this format',
    detail: NOTHING,
    action: 'Choose another format, or export it again.',
  },
  'unknown-format': {
    title: 'Keyhold doesn’t know this kind of file',
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
}

/** @param line where the file is damaged */
export function importSentence(why: ImportTrouble, line: number | undefined): Sentence {
  const { title, detail, action } = SENTENCES[why]
  return {
    title,
    detail: line === undefined ? detail : `The trouble is in line ${line}. ${detail}`,
    ...(action !== undefined && { action }),
  }
}
