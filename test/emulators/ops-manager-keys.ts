/** The state of the Ops Manager emulator: agent API keys, the secrets that it has issued, and their form on the wire. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock } from './emulator.ts'
import { Refusal } from './refusal.ts'

export interface AgentKey {
  readonly id: string
  readonly desc: string
  readonly createdAt: number
  readonly createdBy: 'USER' | 'OLD_KEY' | 'PROVISIONING' | 'PUBLIC_API'
  readonly key: string
}

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
}

const DAY_MS = 86_400_000
const MAKERS = ['USER', 'USER', 'OLD_KEY', 'PROVISIONING', 'PUBLIC_API'] as const

export const objectIdOf = (name: string): string => hexOf(name).slice(0, 24)
const secretOf = (name: string): string => hexOf(name).slice(0, 48)

/** A vault with `keys` agent keys. */
export function createAgentVault({ seed, keys: count, now }: Options) {
  const clock = runningClock(now)
  const keys = new Map<string, AgentKey>()
  let issued = 0

  for (let index = 0; index < count; index += 1) {
    const name = `${seed} ${String(index)}`
    keys.set(objectIdOf(name), {
      id: objectIdOf(name),
      desc: labelOf(index),
      createdAt: clock() - numberOf(`${name} created`, 800) * DAY_MS - index,
      createdBy: MAKERS[numberOf(`${name} maker`, MAKERS.length)] ?? 'USER',
      key: secretOf(`${name} key`),
    })
  }
  const isAlive = (secret: string): boolean => [...keys.values()].some(({ key }) => key === secret)
  const handedOut = recordHandedOut(isAlive)

  return {
    clock,
    isAlive,
    all: (): readonly AgentKey[] => [...keys.values()],
    create(desc: string): AgentKey {
      issued += 1
      const name = `${seed} issued ${String(issued)}`
      const id = objectIdOf(name)
      const made: AgentKey = {
        id,
        desc,
        createdAt: clock(),
        createdBy: 'PUBLIC_API',
        key: secretOf(`${name} key`),
      }
      keys.set(id, made)
      handedOut.add(made.key, id)
      return made
    },
    /** Throws Refusal 404. */
    remove: (id: string): void => {
      if (!keys.delete(id)) throw new Refusal(404, `There is no agent API key ${id}.`, 'INVALID_KEY_ID')
    },
    handedOut: handedOut.all,
  }
}

export interface WireOptions {
  /** Includes the secret: in the answer to a creation. */
  readonly whole: boolean
  /** The name of the id's field: `_id` in samples and clients, `id` in the documentation's table. */
  readonly idField: '_id' | 'id'
  /** The form of times: as the API sends them, or as the documentation's table says. */
  readonly times: 'epoch' | 'iso'
  readonly sparse: boolean
}

/** A key in the shape that the API returns: after its creation only asterisks and the last four characters of the secret. */
export function onWire(key: AgentKey, { whole, idField, times, sparse }: WireOptions): object {
  const { id, desc, createdAt, createdBy, key: secret } = key
  const shown = { [idField]: id, key: whole ? secret : `${'*'.repeat(44)}${secret.slice(-4)}` }
  if (sparse) return shown
  // Keys that no user has created have no user and no address.
  const person =
    createdBy === 'PROVISIONING' ? {} : { createdUserId: objectIdOf(desc), createdIpAddr: '198.51.100.7' }
  const createdTime = times === 'iso' ? new Date(createdAt).toISOString() : createdAt
  return { ...shown, desc, createdTime, createdBy, ...person }
}
