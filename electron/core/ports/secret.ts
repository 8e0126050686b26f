import { timingSafeEqual } from 'node:crypto'
import { inspect } from 'node:util'

/**
 * Bytes that must not be printed, logged or sent. Read them with {@link use}, erase them with {@link wipe}. A JavaScript string cannot be wiped,
 * so text is made from the bytes late and dropped early.
 */
export class Secret {
  #bytes: Buffer | undefined

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  static fromText(text: string): Secret {
    return new Secret(Buffer.from(text, 'utf8'))
  }

  /** An independent copy; the caller wipes it. */
  copy(): Secret {
    return this.use((bytes) => new Secret(Buffer.from(bytes)))
  }

  /** Runs `read` on the bytes, which must not be kept beyond the call. Throws if the secret was wiped. */
  use<T>(read: (bytes: Buffer) => T): T {
    if (this.#bytes === undefined) throw new Error('Secret was wiped')
    return read(this.#bytes)
  }

  get wiped(): boolean {
    return this.#bytes === undefined
  }

  get byteLength(): number {
    return this.use((bytes) => bytes.byteLength)
  }

  /** Takes constant time for values of equal length. */
  equals(other: Secret): boolean {
    return this.use((mine) =>
      other.use((theirs) => mine.byteLength === theirs.byteLength && timingSafeEqual(mine, theirs)),
    )
  }

  wipe(): void {
    this.#bytes?.fill(0)
    this.#bytes = undefined
  }

  toJSON(): string {
    return '[secret]'
  }
  toString(): string {
    return '[secret]'
  }
  [inspect.custom](): string {
    return '[secret]'
  }
}
