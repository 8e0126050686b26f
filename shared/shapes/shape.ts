/** The model of a key shape: what a secret of one kind looks like, and what is known about such keys. Data; no rule. */
import type { ShapeSource } from './shape-sources.ts'

/** Sets of characters. Each is a subset of printable ASCII, but `pem`, which has line breaks and tabs. */
export const CHARACTERS = {
  digit: '0123456789',
  lowerHex: '0123456789abcdef',
  hex: '0123456789abcdefABCDEF',
  letter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  /** Of Base32 (RFC 4648). */
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  /** Of Bech32 (BIP 173), in capitals. */
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  /** Capital letters and digits. */
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  /** Small letters and digits. */
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  word: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_',
  /** Of Base64 for addresses (RFC 4648, section 5), without padding. */
  url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-',
  urlPadded: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-=',
  /** Several parts of Base64 for addresses, with dots between them. */
  dotted: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.',
  dottedPadded: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.=',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  base64Padded: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=',
  /** Of a client secret in Microsoft Entra ID. */
  entra: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~.-',
  /** Of the body of a PEM file: Base64, line breaks, and the headers of an encrypted key. */
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
 * A form is read from left to right and never a second time: what follows a run of varying length begins with a character outside the run's
 * set, or with the text in `until`. A test holds the table to it.
 */
export type Form = readonly (string | Run)[]

export interface KeyShape {
  /** Stable; stored beside keys. */
  readonly id: string
  /** For people: “GitHub personal access token (classic)”. */
  readonly name: string
  /** Missing: many services issue such keys. */
  readonly provider?: string
  /** The page where such keys are managed, or the page of the documentation that says where. https. */
  readonly page?: string
  /** The usual name of the environment variable. */
  readonly variable?: string
  /** Identifies a key, but is no secret by itself: the secret belongs to it. */
  readonly isIdentifier?: true
  /** Such keys usually end after minutes or hours. */
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
