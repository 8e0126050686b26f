/** Makes providers' words fit to be stored and shown: no secret, no control characters, short. */
import { cut } from '../../shared/model/characters.ts'

const LONGEST_WORDS = 300
const HIDDEN = '[hidden]'
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi
const AUTHORIZATION = /\b(Bearer|Basic|Key|Token)\s+[^\s"',;]{8,}/gi
const LONG_TOKEN = /[\w^~$%&*!+=#@|-]{16,}/g
// Control and formatting characters, including those that change the reading direction.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu
const SHORTEST_PART = 12

/** The parts of a credential that must appear nowhere: the whole, and every run of 12 letters and digits or more. */
export function secretParts(credential: string): readonly string[] {
  const whole = credential.trim()
  const parts = whole.split(/[^A-Za-z0-9]+/).filter((part) => part.length >= SHORTEST_PART)
  return [...new Set([whole, ...parts])].filter((part) => part !== '')
}

/** Whether `text` contains any of `parts`, in upper or lower case. */
export function holdsSecret(text: string, parts: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return parts.some((part) => lower.includes(part.toLowerCase()))
}

/** `text` without `parts`, in upper or lower case. */
export const hideParts = (text: string, parts: readonly string[]): string =>
  parts.reduce((rest, part) => replaceAll(rest, part), text)

/** At most 300 characters of `text` without `parts` and without anything that looks like a secret. */
export function scrub(text: string, parts: readonly string[] = []): string {
  const hidden = hideParts(text, parts)
    .replace(UUID, HIDDEN)
    .replace(AUTHORIZATION, `$1 ${HIDDEN}`)
    .replace(LONG_TOKEN, (token) => (looksRandom(token) ? HIDDEN : token))
  return plain(hidden)
}

/** `text` on one line without control characters, at most 300 characters. */
export function plain(text: string): string {
  const line = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
  return line.length <= LONGEST_WORDS ? line : `${cut(line, LONGEST_WORDS - 1).trimEnd()}…`
}

function replaceAll(text: string, part: string): string {
  return text.replace(new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'), HIDDEN)
}

// Names of things (create_measurement, AccountSuspendedException) stay readable; digits among letters, odd
// symbols and restless capitals do not belong to names of this length.
function looksRandom(token: string): boolean {
  if (/\d/.test(token) && /[A-Za-z]/.test(token)) return true
  if (/^\d+$/.test(token) || /[\^~$%&*!+=#@|]/.test(token)) return true
  return (token.match(/[a-z][A-Z]/g) ?? []).length * 4 > token.length
}
