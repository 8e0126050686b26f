/** The model of a key shape: the form of one kind of secret, and metadata about such keys. Contains data only. */
import type { ShapeSource } from './shape-sources.ts'

/** Sets of characters. Each is a subset of printable ASCII, except `pem`, which has line breaks and tabs. */
export const CHARACTERS = {
  digit: '0123456789',
  lowerHex: '0123456789abcdef',
  hex: '0123456789abcdefABCDEF',
  letter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  /** Base32 (RFC 4648). */
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  /** Bech32 (BIP 173), in capitals. */
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  /** Capital letters and digits. */
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  /** Small letters and digits. */
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  word: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_',
  /** Base64 for URLs (RFC 4648, section 5), without padding. */
  url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-',
  urlPadded: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-=',
  /** Several parts of Base64 for URLs, separated by dots. */
  dotted: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.',
  dottedPadded: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.=',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  base64Padded: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=',
  /** A client secret of Microsoft Entra ID. */
  entra: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~.-',
  /** The body of a PEM file: Base64, line breaks, and the headers of an encrypted key. */
  pem: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=:,.()- \t\r\n',
} as const
export type CharacterSet = keyof typeof CHARACTERS

/** A run of characters of one set. `least` and `most` count characters. */
export interface Run {
  readonly of: CharacterSet
  readonly least: number
  readonly most: number
  /** The run contains this text. */
  readonly holds?: string
  /** The run ends before the first occurrence of this text. Missing: it ends before the first character outside its set, or at `most`. */
  readonly until?: string
}

/**
 * A form is matched from left to right without backtracking. The part after a run of variable length therefore begins with a character outside the
 * run's set, or with the text in `until`. A test enforces this for the table.
 */
export type Form = readonly (string | Run)[]

export interface KeyShape {
  /** Stable, because it is stored with keys. */
  readonly id: string
  /** The display name: “GitHub personal access token (classic)”. */
  readonly name: string
  /** Missing if many services issue such keys. */
  readonly provider?: string
  /** The https page where such keys are managed, or the documentation that describes it. */
  readonly page?: string
  /** The usual name of the environment variable. */
  readonly variable?: string
  /** The value identifies a key but is not secret: the secret belongs to it. */
  readonly isIdentifier?: true
  /** Such keys usually expire after minutes or hours. */
  readonly isShortLived?: true
  readonly source: ShapeSource
  /** A secret has this shape if it has one of these forms, from its first character to its last. */
  readonly forms: readonly Form[]
}

/** The fields that one provider's shapes share. */
type Shared = Pick<KeyShape, 'provider' | 'page' | 'variable' | 'source'>
type Own = Omit<KeyShape, 'provider' | 'source'> & Partial<Pick<KeyShape, 'source'>>

export const shapesOf = (shared: Shared, own: readonly Own[]): readonly KeyShape[] =>
  own.map((shape) => ({ ...shared, ...shape }))

const run =
  (of: CharacterSet) =>
  (least: number, most = least): Run => ({ of, least, most })

export const digit = run('digit')
export const lowerHex = run('lowerHex')
export const hex = run('hex')
export const letter = run('letter')
export const base32 = run('base32')
export const bech32 = run('bech32')
export const upper = run('upper')
export const lower = run('lower')
export const alnum = run('alnum')
export const word = run('word')
export const url = run('url')
export const urlPadded = run('urlPadded')
export const dotted = run('dotted')
export const dottedPadded = run('dottedPadded')
export const base64 = run('base64')
export const base64Padded = run('base64Padded')
export const entra = run('entra')

/** The five groups of a UUID in small letters. */
export const UUID: Form = [
  lowerHex(8),
  '-',
  lowerHex(4),
  '-',
  lowerHex(4),
  '-',
  lowerHex(4),
  '-',
  lowerHex(12),
]
