/**
 * Secrets that no service has issued. Tests generate them at run time, so that secret scanners find no key in the sources.
 *
 * A pattern is literal text with runs in braces, such as `{A36}`: the letter selects the characters, the number is the length.
 */
const CHARACTERS: Readonly<Record<string, string>> = {
  d: '0123456789',
  h: '0123456789abcdef',
  L: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
  l: 'abcdefghijklmnopqrstuvwxyz0123456789',
  U: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  A: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  // Base32, and Bech32 in capital letters.
  B: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  x: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
}

/** Returns the same secret for the same pattern and `salt` on every machine. */
export function madeUpSecret(pattern: string, salt = 1): string {
  let state = salt
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  return pattern.replace(/\{(\w)(\d+)\}/g, (_whole, set: string, count: string) => {
    const characters = CHARACTERS[set]!
    return Array.from({ length: Number(count) }, () => characters[next(characters.length)]).join('')
  })
}
