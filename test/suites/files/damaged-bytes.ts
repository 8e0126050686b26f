/** Damage to the bytes of a file: some are changed, added, dropped, repeated or cut off, at any place. */
import fc from 'fast-check'

export interface Damage {
  readonly kind: 'set' | 'insert' | 'drop' | 'repeat' | 'cut'
  /** The place, as a fraction of the length. */
  readonly at: number
  readonly length: number
  readonly byte: number
}

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('set', 'insert', 'drop', 'repeat', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from('"\'\n=:{}[],\\#$&<>/ '))),
})

function applied(bytes: Uint8Array, { kind, at, length, byte }: Damage): Uint8Array {
  const index = Math.floor(at * bytes.length)
  const [before, after] = [bytes.subarray(0, index), bytes.subarray(index)]
  if (kind === 'set') return Buffer.concat([before, Buffer.of(byte), after.subarray(1)])
  if (kind === 'insert') return Buffer.concat([before, Buffer.of(byte), after])
  if (kind === 'drop') return Buffer.concat([before, after.subarray(length)])
  return kind === 'cut' ? before : Buffer.concat([before, after.subarray(0, length), after])
}

/** The damages to one file, in order. */
export const damages = fc.array(damage, { minLength: 1, maxLength: 8 })

/** A copy of `bytes` with all of the damages. */
export const damaged = (bytes: Uint8Array, some: readonly Damage[]): Uint8Array => some.reduce(applied, bytes)
