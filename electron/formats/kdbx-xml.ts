/**
 * The XML parser and serializer that kdbxweb uses for KeePass files. kdbxweb prefers global ones, as a page has them. Without these globals, it
 * calls xmldom in a way that xmldom 0.9 rejects.
 */
import { DOMParser, XMLSerializer, type Node } from '@xmldom/xmldom'
import type { ImportTrouble } from '../../shared/contract/errors.ts'
import { DEEPEST, LARGEST_FILE } from './format-limits.ts'

/** SECURITY: refuses document types, so no entity can expand or read a file. Limits size and depth. Marks nothing as compressed. */
class StrictParser {
  parseFromString(text: string, type: string): ReturnType<DOMParser['parseFromString']> {
    if (text.length > LARGEST_FILE) throw refusal('expands')
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw refusal('entities')
    refuseDeepText(text)
    const parser = new DOMParser({ onError: stop, locator: false })
    const document = parser.parseFromString(text, type)
    refuseDeep(document)
    // Attachments are not imported, and kdbxweb would decompress them without a limit.
    for (const binary of [...document.getElementsByTagName('Binary')]) binary.removeAttribute('Compressed')
    return document
  }
}

/** kdbxweb replaces this error with its own, and keeps the message. */
const refusal = (why: ImportTrouble): Error => new Error(`${REFUSED}${why}`)

const REFUSED = 'refused: '
const REFUSALS: readonly ImportTrouble[] = ['expands', 'entities', 'too-deep']

/** Why the parser refused the text; `undefined` for any other error. */
export const refusedXml = (error: unknown): ImportTrouble | undefined =>
  error instanceof Error ? REFUSALS.find((why) => error.message.includes(`${REFUSED}${why}`)) : undefined

const stop = (level: string, message: string): void => {
  if (level !== 'warning') throw new Error(message)
}

/** The limit for nested elements. Real files stay far below it, and kdbxweb's recursion to this depth does not exhaust the stack. */
const DEEPEST_ELEMENT = 4 * DEEPEST

/** Refuses most deep texts before they cost memory. Comments and attributes can mislead it. */
function refuseDeepText(text: string): void {
  let depth = 0
  for (const [tag] of text.matchAll(/<\/?[A-Za-z][^<>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1
    else if (!tag.endsWith('/>')) depth += 1
    if (depth > DEEPEST_ELEMENT) throw refusal('too-deep')
  }
}

/** Visits every node without recursion, and refuses a document that nests too deeply. */
function refuseDeep(document: Node): void {
  let depth = 0
  let node: Node | null = document
  while (node !== null) {
    if (node.firstChild !== null) {
      node = node.firstChild
      depth += 1
      if (depth > DEEPEST_ELEMENT) throw refusal('too-deep')
      continue
    }
    while (node?.nextSibling === null) {
      node = node.parentNode
      depth -= 1
    }
    node = node?.nextSibling ?? null
  }
}

/** Must run before kdbxweb reads or writes. */
export const provideXml = (): void => {
  Object.assign(globalThis, { DOMParser: StrictParser, XMLSerializer })
}
