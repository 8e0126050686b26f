/** The state of the Nebula Block emulator: its keys, the secrets that it has issued, and their form on the wire. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock, seconds, uuidOf } from './emulator.ts'
import { Refusal } from './refusal.ts'

export interface NebulaKey {
  readonly id: string | number
  readonly name: string
  readonly description: string
  readonly team: number | undefined
  readonly isActive: boolean
  key: string
  /** Epoch milliseconds, whole seconds. */
  createdAt: number
}

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  readonly ids: 'uuid' | 'number'
}

const DAY_MS = 86_400_000

/** `ak_` and 43 characters of URL-safe base64, as in the documentation's samples. Derived only from `name`. */
const secretOf = (name: string): string => `ak_${Buffer.from(hexOf(name), 'hex').toString('base64url')}`

/** A vault with `keys` keys, not counting the credential's own. */
export function createNebulaVault({ seed, keys: count, now, ids }: Options) {
  const clock = runningClock(now)
  const keys = new Map<string, NebulaKey>()
  let made = 0
  let issued = 0

  const add = (name: string, draft: Omit<NebulaKey, 'id'>): NebulaKey => {
    made += 1
    const id = ids === 'number' ? 1_000 + made : uuidOf(`${seed} ${name}`)
    const key = { ...draft, id }
    keys.set(String(id), key)
    return key
  }
  const nextSecret = (): string => {
    issued += 1
    return secretOf(`${seed} issued ${String(issued)}`)
  }
  const accepts = (secret: string): boolean =>
    [...keys.values()].some(({ key, isActive }) => isActive && key === secret)
  const handedOut = recordHandedOut(accepts)

  const credential = secretOf(`${seed} credential`)
  const common = { description: '', team: undefined, isActive: true }
  add('own', { ...common, name: 'keyhold', key: credential, createdAt: seconds(clock() - 90 * DAY_MS) })
  for (let index = 0; index < count; index += 1) {
    const roll = (what: string, below: number): number => numberOf(`${seed} ${String(index)} ${what}`, below)
    add(`key ${String(index)}`, {
      name: labelOf(index),
      description: roll('described', 3) === 0 ? '' : `Used by ${labelOf(index + 5)}`,
      team: roll('team', 4) === 0 ? 17 : undefined,
      isActive: roll('active', 15) !== 0,
      key: secretOf(`${seed} key ${String(index)}`),
      createdAt: seconds(clock() - roll('created', 600) * DAY_MS - index * 1000),
    })
  }

  return {
    clock,
    credential,
    accepts,
    all: (): readonly NebulaKey[] => [...keys.values()],
    /** Throws Refusal with `status`. */
    find(id: string, status: number): NebulaKey {
      const key = keys.get(id)
      if (key === undefined) throw new Refusal(status, 'API key not found')
      return key
    },
    create(draft: Pick<NebulaKey, 'name' | 'description' | 'team'>): NebulaKey {
      const key = nextSecret()
      return add(`made ${key}`, { ...draft, isActive: true, key, createdAt: seconds(clock()) })
    },
    renew(key: NebulaKey): void {
      key.key = nextSecret()
      // The API's time of creation must change with each regeneration, even if the clock has not moved.
      key.createdAt = Math.max(seconds(clock()), key.createdAt + 1000)
    },
    remove: (key: NebulaKey): void => void keys.delete(String(key.id)),
    handOut: ({ key, id }: NebulaKey): void => handedOut.add(key, String(id)),
    handedOut: handedOut.all,
    holdsSecret: (text: string): boolean =>
      [...keys.values()].some(({ key }) => text.includes(key)) || handedOut.areIn(text),
  }
}

interface WireOptions {
  readonly isPortal: boolean
  /** Includes the secret: in the answer to a creation, and in every list of the portal. */
  readonly whole: boolean
  readonly sparse: boolean
}

/** A key in the shape that the API returns. The documentation's "partial" field is the same for every key. */
export function onWire(key: NebulaKey, { isPortal, whole, sparse }: WireOptions): object {
  const { id, name, description, team, isActive, createdAt } = key
  const secret = whole ? { key: key.key } : { partial_key_data: 'ak_...' }
  if (!isPortal) return { id, name, ...(sparse ? {} : { description }), ...secret }
  const teamOf = team === undefined ? null : { id: team, name: 'Research', description: '' }
  const rest = { status: isActive ? 1 : 2, created_at: createdAt / 1000, team: teamOf }
  return { id, name, ...secret, ...(sparse ? {} : rest) }
}
