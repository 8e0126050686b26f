/** The encodings in which people save `.env` files: UTF-8, with or without a byte order mark, and UTF-16 with one. */

const MARKED = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const

export interface TextEncoding {
  /** The encoding's name for `TextDecoder`. */
  readonly encoding: (typeof MARKED)[number]['encoding']
  readonly hasMark: boolean
}

/** Decides by the byte order mark; without one, the encoding is UTF-8. */
export function encodingOf(bytes: Uint8Array): TextEncoding {
  const marked = MARKED.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))
  return { encoding: marked?.encoding ?? 'utf-8', hasMark: marked !== undefined }
}
