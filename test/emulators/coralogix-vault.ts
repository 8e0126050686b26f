/** The state of the Coralogix emulator: its keys, the state that reads show, and the secrets that it has issued. */
import { hexOf, labelOf, numberOf, runningClock, uuidOf, type HandedOut } from './emulator.ts'

/** A key, current or former. */
export interface CoralogixKey {
  readonly id: string
  readonly name: string
  readonly owner:
    | { readonly case: 'teamId'; readonly value: number }
    | { readonly case: 'userId' | 'organisationId'; readonly value: string }
  readonly active: boolean
  readonly hashed: boolean
  readonly presets: readonly string[]
  readonly permissions: readonly string[]
  /** JSON text; `''` if the key has no policy of its own. */
  readonly policy: string
  readonly value: string
}

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  /** Read lag: reads show the state of that many milliseconds ago. */
  readonly lateMs: number
}

export const TEAM = 4_711

const POLICY = JSON.stringify({
  version: '2025-01-01',
  default: { permissions: { 'team-api-keys:ReadConfig': 'grant' } },
  rules: [],
})

/** A vault with `keys` seeded keys for sending data. */
export function createCoralogixVault({ seed, keys: count, now, lateMs }: Options) {
  const clock = runningClock(now)
  const keys = new Map<string, CoralogixKey>()
  /** Earlier states, each with the time until which it was current. Reads within the read lag still show them. */
  let past: { readonly id: string; readonly key: CoralogixKey | undefined; readonly until: number }[] = []
  const handedOut: { readonly secret: string; readonly keyId: string }[] = []
  let issued = 0

  for (let index = 0; index < count; index += 1) {
    const name = `${seed} key ${String(index)}`
    const key = seededKey(name, index)
    keys.set(key.id, key)
  }

  const write = (id: string, key: CoralogixKey | undefined): void => {
    past.push({ id, key: keys.get(id), until: clock() })
    if (key === undefined) keys.delete(id)
    else keys.set(id, key)
  }

  /** The key as a read shows it, which may be an earlier state. */
  const shown = (id: string): CoralogixKey | undefined => {
    const seenFrom = clock() - lateMs
    const older = past.find((entry) => entry.id === id && entry.until > seenFrom)
    return older === undefined ? keys.get(id) : older.key
  }

  return {
    clock,
    credential: `cxup_${hexOf(`${seed} credential`).slice(0, 28)}`,
    all: (): readonly CoralogixKey[] => [...keys.values()],
    find: (id: string): CoralogixKey | undefined => keys.get(id),
    shown,
    /** Every key that reads show. */
    allShown: (): readonly CoralogixKey[] =>
      [...new Set([...keys.keys(), ...past.map(({ id }) => id)])].flatMap((id) => shown(id) ?? []),
    /** Ends the read lag: from now on reads show the current state. */
    catchUp: (): void => {
      past = []
    },
    create(key: Omit<CoralogixKey, 'id' | 'value' | 'active'>): CoralogixKey {
      issued += 1
      const name = `${seed} issued ${String(issued)}`
      const made = {
        ...key,
        id: uuidOf(name),
        active: true,
        value: `cxtp_${hexOf(`${name} value`).slice(0, 28)}`,
      }
      write(made.id, made)
      handedOut.push({ secret: made.value, keyId: made.id })
      return made
    },
    change: (key: CoralogixKey, changes: Partial<CoralogixKey>): void =>
      write(key.id, { ...key, ...changes }),
    remove: (id: string): void => write(id, undefined),
    handedOut: (): readonly HandedOut[] =>
      handedOut.map(({ secret, keyId }) => ({ secret, keyId, alive: keys.get(keyId)?.active === true })),
    /** The key that has this secret, active or not. */
    holder: (secret: string): CoralogixKey | undefined =>
      [...keys.values()].find(({ value }) => value === secret),
    isAlive: (secret: string): boolean =>
      [...keys.values()].some(({ value, active }) => active && value === secret),
  }
}

function seededKey(name: string, index: number): CoralogixKey {
  return {
    id: uuidOf(name),
    name: labelOf(index),
    owner: { case: 'teamId', value: TEAM },
    active: numberOf(`${name} active`, 10) > 0,
    hashed: numberOf(`${name} hashed`, 3) > 0,
    presets: ['SendData'],
    permissions: [],
    policy: numberOf(`${name} policy`, 4) > 0 ? '' : POLICY,
    value: `cxtp_${hexOf(`${name} value`).slice(0, 28)}`,
  }
}
