import { timingSafeEqual } from 'node:crypto'
import { inspect } from 'node:util'

/**
 * Bytes that must not be printed, logged or sent. Read with {@link use}, forget with {@link wipe}.
 * A JavaScript string cannot be wiped, so text is made of it late and dropped early.
 */
export class Secret {
  #bytes: Buffer | undefined

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  static fromText(text: string): Secret {
    return new Secret(Buffer.from(text, 'utf8'))
  }

  /** A copy of its own, to be wiped by whoever takes it. */
  copy(): Secret {
    return this.use((bytes) => new Secret(Buffer.from(bytes)))
  }

  /** Runs `read` on the bytes; they must not be kept beyond it. Throws when wiped. */
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

  /** Compares in constant time for values of one length. */
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
