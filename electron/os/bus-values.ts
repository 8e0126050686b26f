/**
 * Values as D-Bus sends them (D-Bus specification, "Marshaling (Wire Format)"). In TypeScript: numbers for `y n q i u h d`, bigint for `x t`,
 * boolean for `b`, text for `s o g`, arrays for arrays and structs, a Buffer for `ay`, `[key, value]` for each entry of a dictionary, and
 * `[signature, value]` for a variant.
 */

/** The received bytes are not D-Bus, or the given values do not fit their signature. */
export class NotDBus extends Error {}

/** One complete type. `of` holds the types inside a container. */
interface Type {
  readonly code: string
  readonly of: readonly Type[]
}

/** "Valid Signatures": 32 levels of arrays and 32 of structs. */
const DEEPEST = 64
const LONGEST_SIGNATURE = 255

const ALIGNMENT: Readonly<Record<string, number>> = {
  ...{ y: 1, g: 1, v: 1 },
  ...{ n: 2, q: 2 },
  ...{ b: 4, i: 4, u: 4, h: 4, s: 4, o: 4, a: 4 },
  ...{ x: 8, t: 8, d: 8, '(': 8, '{': 8 },
}

const alignmentOf = (type: Type) => ALIGNMENT[type.code] ?? 1

/** The number of bytes up to the next multiple of `to`. */
export const paddingTo = (at: number, to: number) => (to - (at % to)) % to

/** Throws NotDBus. */
function typesOf(signature: string): readonly Type[] {
  if (signature.length > LONGEST_SIGNATURE) throw new NotDBus('The signature is too long')
  const types: Type[] = []
  let at = 0
  while (at < signature.length) {
    const [type, end] = typeAt(signature, at, 0)
    types.push(type)
    at = end
  }
  return types
}

type Found = readonly [type: Type, end: number]

function typeAt(signature: string, at: number, depth: number): Found {
  const code = signature[at] ?? ''
  if (depth > DEEPEST || ALIGNMENT[code] === undefined) throw new NotDBus('That is no signature')
  if (code === '(') return groupAt(signature, at, depth, ')')
  if (code === '{') return groupAt(signature, at, depth, '}')
  if (code !== 'a') return [{ code, of: [] }, at + 1]
  const [of, end] = typeAt(signature, at + 1, depth + 1)
  return [{ code, of: [of] }, end]
}

/** A struct, or an entry of a dictionary. */
function groupAt(signature: string, at: number, depth: number, last: ')' | '}'): Found {
  const of: Type[] = []
  let next = at + 1
  while (signature[next] !== last) {
    const [type, end] = typeAt(signature, next, depth + 1)
    of.push(type)
    next = end
  }
  if (of.length === 0 || (last === '}' && of.length !== 2)) throw new NotDBus('That is no signature')
  return [{ code: signature.charAt(at), of }, next + 1]
}

/** Reads one value after the other. Every method throws NotDBus if the bytes are not valid. */
class Reader {
  readonly #bytes: Buffer
  readonly #view: DataView
  readonly #isLittle: boolean
  at: number

  constructor(bytes: Buffer, isLittle: boolean, at = 0) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#isLittle = isLittle
    this.at = at
  }

  #take(length: number): number {
    const start = this.at
    if (start + length > this.#bytes.length) throw new NotDBus('It ends too early')
    this.at += length
    return start
  }

  #u32(): number {
    return this.#view.getUint32(this.#take(4), this.#isLittle)
  }

  #text(length: number): string {
    const start = this.#take(length + 1) // a NUL follows
    return this.#bytes.toString('utf8', start, start + length)
  }

  #array(of: Type, depth: number): unknown {
    const length = this.#u32()
    this.#take(paddingTo(this.at, alignmentOf(of)))
    const start = this.#take(length)
    if (of.code === 'y') return Buffer.from(this.#bytes.subarray(start, this.at))
    const end = this.at
    this.at = start
    const values: unknown[] = []
    while (this.at < end) values.push(this.value(of, depth + 1))
    if (this.at !== end) throw new NotDBus('An array ends inside a value')
    return values
  }

  #variant(depth: number): unknown {
    const signature = this.#text(this.#view.getUint8(this.#take(1)))
    const [type, ...more] = typesOf(signature)
    if (type === undefined || more.length > 0) throw new NotDBus('A variant holds one value')
    return [signature, this.value(type, depth + 1)]
  }

  readonly #read: Readonly<Record<string, (of: readonly Type[], depth: number) => unknown>> = {
    y: () => this.#view.getUint8(this.#take(1)),
    b: () => this.#u32() === 1,
    n: () => this.#view.getInt16(this.#take(2), this.#isLittle),
    q: () => this.#view.getUint16(this.#take(2), this.#isLittle),
    i: () => this.#view.getInt32(this.#take(4), this.#isLittle),
    u: () => this.#u32(),
    h: () => this.#u32(),
    x: () => this.#view.getBigInt64(this.#take(8), this.#isLittle),
    t: () => this.#view.getBigUint64(this.#take(8), this.#isLittle),
    d: () => this.#view.getFloat64(this.#take(8), this.#isLittle),
    s: () => this.#text(this.#u32()),
    o: () => this.#text(this.#u32()),
    g: () => this.#text(this.#view.getUint8(this.#take(1))),
    v: (_of, depth) => this.#variant(depth),
    a: (of, depth) => of.map((each) => this.#array(each, depth))[0],
    '(': (of, depth) => of.map((each) => this.value(each, depth + 1)),
    '{': (of, depth) => of.map((each) => this.value(each, depth + 1)),
  }

  value(type: Type, depth = 0): unknown {
    if (depth > DEEPEST) throw new NotDBus('It is nested too deeply')
    this.#take(paddingTo(this.at, alignmentOf(type)))
    return this.#read[type.code]?.(type.of, depth)
  }
}

/** Throws NotDBus if the bytes do not have that signature. `at` is the offset of the first byte, aligned to 8. Further bytes are ignored. */
export function decodeValues(signature: string, bytes: Buffer, isLittle: boolean, at = 0) {
  const reader = new Reader(bytes, isLittle, at)
  const values: readonly unknown[] = typesOf(signature).map((type) => reader.value(type))
  return { values, end: reader.at }
}

/** The range of each number type. */
const RANGES: Readonly<Record<string, readonly [bytes: number, least: bigint, most: bigint]>> = {
  y: [1, 0n, 0xffn],
  n: [2, -0x8000n, 0x7fffn],
  q: [2, 0n, 0xffffn],
  i: [4, -0x8000_0000n, 0x7fff_ffffn],
  u: [4, 0n, 0xffff_ffffn],
  h: [4, 0n, 0xffff_ffffn],
  x: [8, -(1n << 63n), (1n << 63n) - 1n],
  t: [8, 0n, (1n << 64n) - 1n],
}

class Writer {
  readonly #parts: Buffer[] = []
  at: number

  constructor(at = 0) {
    this.at = at
  }

  #put(bytes: Buffer): void {
    this.#parts.push(bytes)
    this.at += bytes.length
  }

  #align(to: number): void {
    this.#put(Buffer.alloc(paddingTo(this.at, to)))
  }

  #whole(code: string, value: unknown): void {
    const [length, least, most] = RANGES[code] ?? [0, 0n, 0n]
    const isWhole = typeof value === 'bigint' || Number.isInteger(value)
    const number = isWhole ? BigInt(value as bigint | number) : undefined
    if (number === undefined || number < least || number > most) throw new NotDBus(`No ${code}`)
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64LE(BigInt.asUintN(64, number))
    this.#put(bytes.subarray(0, length))
  }

  #boolean(value: unknown): void {
    if (typeof value !== 'boolean') throw new NotDBus('No b')
    this.#whole('u', Number(value))
  }

  #double(value: unknown): void {
    if (typeof value !== 'number') throw new NotDBus('No d')
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleLE(value)
    this.#put(bytes)
  }

  /** The bus closes the connection of a sender whose text contains a NUL. */
  #text(code: string, value: unknown): void {
    if (typeof value !== 'string' || value.includes('\0')) throw new NotDBus(`No ${code}`)
    const bytes = Buffer.from(value, 'utf8')
    this.#whole(code === 'g' ? 'y' : 'u', bytes.length)
    this.#put(Buffer.concat([bytes, Buffer.alloc(1)]))
  }

  #array(of: Type, value: unknown): void {
    if (!Array.isArray(value) && !(value instanceof Uint8Array)) throw new NotDBus('No array')
    const padding = paddingTo(this.at + 4, alignmentOf(of))
    const inner = new Writer(this.at + 4 + padding)
    const start = inner.at
    if (of.code === 'y' && value instanceof Uint8Array) inner.#put(Buffer.from(value))
    else for (const each of value as unknown[]) inner.value(of, each)
    this.#whole('u', inner.at - start)
    this.#put(Buffer.alloc(padding))
    this.#put(inner.bytes())
  }

  #variant(value: unknown): void {
    const [signature, held, ...more] = Array.isArray(value) ? (value as unknown[]) : []
    const [type, ...others] = typeof signature === 'string' ? typesOf(signature) : []
    if (type === undefined || others.length > 0 || more.length > 0) throw new NotDBus('No v')
    this.#text('g', signature)
    this.value(type, held)
  }

  #struct(of: readonly Type[], value: unknown): void {
    if (!Array.isArray(value) || value.length !== of.length) throw new NotDBus('No struct')
    of.forEach((each, index) => this.value(each, value[index]))
  }

  value(type: Type, value: unknown): void {
    const { code, of } = type
    this.#align(alignmentOf(type))
    if (RANGES[code] !== undefined) this.#whole(code, value)
    else if (code === 'b') this.#boolean(value)
    else if (code === 'd') this.#double(value)
    else if (code === 'v') this.#variant(value)
    else if (code === 'a') of.forEach((each) => this.#array(each, value))
    else if (code === '(' || code === '{') this.#struct(of, value)
    else this.#text(code, value)
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts)
  }
}

/** Encodes as little-endian. Throws NotDBus if the values do not fit the signature. */
export function encodeValues(signature: string, values: readonly unknown[]): Buffer {
  const types = typesOf(signature)
  if (types.length !== values.length) throw new NotDBus('As many values as types')
  const writer = new Writer()
  types.forEach((type, index) => writer.value(type, values[index]))
  return writer.bytes()
}

/** The value inside a variant; `undefined` for anything else. */
export const ofVariant = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string'
    ? (value as unknown[])[1]
    : undefined
