/** The requirements for a new passphrase, and its strength. Separate from the schemas, which the page does not load. */

/** In visible characters. Checked when a passphrase is set, not when it is used. */
export const MIN_PASSPHRASE = 8

/** A passphrase repeats itself if it has fewer different characters than this. */
const MIN_DIFFERENT = 4

/** Why a new passphrase is refused. */
export type PassphraseProblem = 'too-short' | 'too-simple'

/** `weak`: many machines guess it within days, at one derivation a second each. */
export type PassphraseStrength = 'weak' | 'fair' | 'strong'

/** Bits from which a passphrase counts as fair and as strong. */
const FAIR_BITS = 36
const STRONG_BITS = 60

/** Leading and trailing spaces and invisible characters do not count. */
const visibleCharacters = (passphrase: string): readonly string[] =>
  Array.from(passphrase.normalize('NFKC').replaceAll(/\p{C}/gu, '').trim())

const countDifferent = (characters: readonly string[]): number =>
  new Set(
    characters.map((character) => character.toLowerCase()).filter((character) => character.trim() !== ''),
  ).size

/** Length and variety are the only rules (NIST SP 800-63B advises against any others). */
export function findPassphraseProblem(passphrase: string): PassphraseProblem | undefined {
  const characters = visibleCharacters(passphrase)
  if (characters.length < MIN_PASSPHRASE) return 'too-short'
  return countDifferent(characters) < MIN_DIFFERENT ? 'too-simple' : undefined
}

/** A rough hint: the passphrase's length times the variety of its characters. Does not use a dictionary. */
export function estimateStrength(passphrase: string): PassphraseStrength {
  const characters = visibleCharacters(passphrase)
  const bits = characters.length * Math.log2(Math.max(1, countDifferent(characters)))
  if (findPassphraseProblem(passphrase) !== undefined || bits < FAIR_BITS) return 'weak'
  return bits < STRONG_BITS ? 'fair' : 'strong'
}
