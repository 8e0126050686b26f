/** Damage to a value, and to the body of an answer: to its JSON, which stays valid JSON, and to its bytes. */
import fc from 'fast-check'

const PLACE_OF_CREDENTIAL = '(the credential)'

const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', 0, -1, 1e308, {}, [], '__proto__', '2026-13-45T99:99:99Z'),
  fc.constant(PLACE_OF_CREDENTIAL),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer(),
)

const damage = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('value' as const), at: fc.nat(), value: leaf }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('insert' as const),
      at: fc.nat(),
      bytes: fc.uint8Array({ maxLength: 8 }),
    }),
  },
)
export type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never

/** Up to four damages; with none, the body does not change. */
export const damages = fc.array(damage, { maxLength: 4 })

/** A damaged copy of `body`. An inserted value may contain `credential`, as a careless server's answer may. */
export function damaged(body: Uint8Array, all: readonly Damage[], credential: string): Uint8Array {
  return all.reduce((bytes, one) => damagedBy(bytes, one, credential), body)
}

function damagedBy(body: Uint8Array, one: Damage, credential: string): Uint8Array {
  if (one.kind === 'value' || one.kind === 'drop') return inJson(body, one, credential) ?? body
  const at = body.length === 0 ? 0 : one.at % body.length
  if (one.kind === 'cut') return body.slice(0, at)
  if (one.kind === 'insert') return Uint8Array.from([...body.slice(0, at), ...one.bytes, ...body.slice(at)])
  const copy = Uint8Array.from(body)
  if (copy.length > 0) copy[at] = copy[at]! ^ (1 << one.bit)
  return copy
}

interface Place {
  readonly holder: Record<string, unknown>
  readonly name: string
}

/** A change at one of the places in a value. `add` inserts an unexpected member. */
export interface Change {
  readonly kind: 'value' | 'add' | 'drop'
  readonly at: number
  readonly value?: unknown
}

/** Changes `value` itself, unless the change replaces it. */
export function changed(value: unknown, one: Change): unknown {
  const root = { value }
  const places = placesIn(root)
  const { holder, name } = places[one.at % places.length]!
  if (one.kind === 'value') holder[name] = one.value
  else if (one.kind === 'add') {
    const member = holder[name]
    if (isObject(member)) (member as Record<string, unknown>).unexpected = one.value
    else holder.unexpected = one.value
  } else if (Array.isArray(holder)) holder.splice(Number(name), 1)
  else Reflect.deleteProperty(holder, name)
  return root.value
}

/** `undefined` if the body is not JSON. */
function inJson(
  body: Uint8Array,
  one: Extract<Damage, { kind: 'value' | 'drop' }>,
  credential: string,
): Uint8Array | undefined {
  const value = parsed(body)
  if (value === undefined) return undefined
  const put = one.kind === 'value' && one.value === PLACE_OF_CREDENTIAL ? `a ${credential} b` : undefined
  return new TextEncoder().encode(
    JSON.stringify(changed(value, put === undefined ? one : { ...one, value: put })),
  )
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown
  } catch {
    return undefined
  }
}

/** Every member and item in `root`, at any depth. A cyclic value is visited once. */
function placesIn(root: object): Place[] {
  const places: Place[] = []
  const seen = new Set<object>([root])
  for (const holder of seen)
    for (const [name, value] of Object.entries(holder)) {
      places.push({ holder: holder as Record<string, unknown>, name })
      if (isObject(value)) seen.add(value)
    }
  return places
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
