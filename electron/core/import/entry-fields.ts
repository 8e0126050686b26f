/** Makes the fields of a key out of what a file says about an entry: whatever a key cannot have is cut, cleaned or moved into the notes. */
import type { LocalFields } from '../../../shared/model/local-fields.ts'
import { LONGEST_LINK, LONGEST_NAME, LONGEST_NOTES, MOST_TAGS } from '../../../shared/model/limits.ts'
import { nameProblem } from '../../../shared/model/names.ts'
import { VARIABLE_NAME } from '../../../shared/model/variable-name.ts'
import { shapeById } from '../../../shared/shapes/match-shape.ts'
import { clustersOf } from '../../../shared/model/characters.ts'
import { linkProblem } from '../keys/local-fields.ts'
import type { ShapedEntry } from '../ports/worker.ts'
import { IMPORT_NOTES } from './import-messages.ts'

/** @param name that the key gets, which may say more than the entry's own where several entries have the same. */
export function fieldsOf(entry: ShapedEntry, name: string): LocalFields & { readonly name: string } {
  const shape = entry.shape === undefined ? undefined : shapeById(entry.shape)
  const { expires } = entry
  return {
    name: nameOf(name),
    notes: notesOf(entry),
    tags: tagsOf(entry.tags),
    environment: variableOf(entry.variable) ?? shape?.variable ?? '',
    consoleUrl: linkOf(entry.url) ?? shape?.page ?? '',
    ...(expires !== undefined && { typedExpiry: Math.trunc(expires) }),
  }
}

/** With the address, if a key cannot have it as its link, and with where the entry stood. */
function notesOf({ note = '', url = '', place }: ShapedEntry): string {
  const isLink = url === '' || linkOf(url) !== undefined
  const lines = [
    note.trim(),
    isLink ? '' : IMPORT_NOTES.address(url.slice(0, LONGEST_LINK)),
    IMPORT_NOTES.from(place),
  ]
  return lines
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, LONGEST_NOTES)
    .toWellFormed()
}

/** At most 200 characters, without what no screen shows. */
export function nameOf(text: string): string {
  const clean = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
    .trim()
  const short = clean.length <= LONGEST_NAME ? clean : firstOf(clean)
  return nameProblem(short) === undefined ? short : IMPORT_NOTES.unnamed
}

/** Counts characters as a person does. This is slow, and few names need it. */
const firstOf = (text: string): string =>
  [...clustersOf(text.slice(0, 20 * LONGEST_NAME))]
    .slice(0, LONGEST_NAME)
    .map(({ segment }) => segment)
    .join('')
    .trim()

function tagsOf(tags: readonly string[]): string[] {
  const clean = tags
    .map((tag) => tag.replaceAll(',', ' ').trim())
    .filter((tag) => nameProblem(tag) === undefined)
  return [...new Set(clean)].slice(0, MOST_TAGS)
}

const variableOf = (variable: string | undefined): string | undefined =>
  variable !== undefined && variable.length <= LONGEST_NAME && VARIABLE_NAME.test(variable)
    ? variable
    : undefined

/** The normal form of a URL that a key may have. It may be longer than `url`. */
function linkOf(url: string | undefined): string | undefined {
  if (url === undefined || url.length > LONGEST_LINK || linkProblem(url) !== undefined) return undefined
  const { href } = new URL(url)
  return href.length <= LONGEST_LINK ? href : undefined
}

/** Parts of names that secrets have. */
const SECRET_NAME =
  /(?:^|[^a-z])(?:api|auth|access|private|signing|encryption|master|service)?[-_. ]?(?:key|keys|token|tokens|secret|secrets|password|passwd|passphrase|pwd|pat|credential|credentials|dsn|salt|jwt|webhook|cert|pem)(?:$|[^a-z])|(?:key|token|secret|password)$/i

/** A secret within an address: `postgres://me:secret@host`. */
const SIGN_IN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/i

/** Whether an entry is worth keeping: the format or the secret's form says so, or its name does. Ports and addresses are not. */
export function looksSecret({ isSecret, shape, name, variable = name, secret }: ShapedEntry): boolean {
  if (isSecret) return true
  if (shape !== undefined) return shapeById(shape)?.isIdentifier !== true
  return (secret.length >= 6 && SECRET_NAME.test(variable)) || SIGN_IN.test(secret.slice(0, 1_000))
}
