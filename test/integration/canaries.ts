/** Searches for planted secrets in every encoding in which careless code could leak them. */
import { readFileSync } from 'node:fs'
import { filesBelow } from './files.ts'

export interface Canaries {
  /** `name`: printed by a failing test. The other fields are the secret and every part of it that must not appear. */
  plant(name: string, ...parts: readonly string[]): void
  /** The secrets that `where` contains, each with its encoding. */
  foundIn(content: Buffer | string): string[]
  /** The same for every file below `folder`, by path. Skips files below `leaveOut`. */
  foundBelow(folder: string, leaveOut?: string): string[]
  readonly count: number
}

interface Needle {
  readonly is: string
  readonly bytes: Buffer
}

export function createCanaries(): Canaries {
  const needles: Needle[] = []
  const names = new Set<string>()

  const foundIn: Canaries['foundIn'] = (content) => {
    const bytes = Buffer.from(content)
    const lower = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')
    return needles
      .filter((needle) => bytes.includes(needle.bytes) || lower.includes(needle.bytes))
      .map(({ is }) => is)
  }

  return {
    plant(name, ...parts) {
      names.add(name)
      for (const part of parts)
        for (const [form, text] of formsOf(part))
          needles.push({ is: `${name}, ${form}`, bytes: Buffer.from(text, 'latin1') })
    },
    foundIn,
    foundBelow: (folder, leaveOut) =>
      filesBelow(folder)
        .filter((path) => leaveOut === undefined || !path.startsWith(leaveOut))
        .flatMap((path) => foundIn(readFileSync(path)).map((what) => `${path}: ${what}`)),
    get count() {
      return names.size
    },
  }
}

/** As bytes, one character for each. Parts shorter than eight bytes would be found by chance. */
function formsOf(part: string): readonly (readonly [form: string, text: string])[] {
  if (part.length < 8) throw new Error('A canary must be longer')
  const bytes = Buffer.from(part, 'utf8')
  return [
    ['plain', bytes.toString('latin1')],
    ['lower case', bytes.toString('latin1').toLowerCase()],
    ['JSON', Buffer.from(JSON.stringify(part).slice(1, -1)).toString('latin1')],
    ['URL-encoded', encodeURIComponent(part)],
    ['UTF-16', Buffer.from(part, 'utf16le').toString('latin1')],
    ['hex', bytes.toString('hex')],
    ...['base64', 'base64url'].flatMap((encoding) =>
      [0, 1, 2].map((shift) => [encoding, withinBase64(bytes, encoding as BufferEncoding, shift)] as const),
    ),
  ]
}

/** The characters of a longer base64 text that encode `bytes`, if they begin `shift` bytes into a group of three. */
function withinBase64(bytes: Buffer, encoding: BufferEncoding, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes]).subarray(0, shift + bytes.length)
  const groups = Math.floor(whole.length / 3)
  const text = whole.subarray(0, groups * 3).toString(encoding)
  return text.slice(shift === 0 ? 0 : 4)
}
