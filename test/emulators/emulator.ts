/** The interface of every emulator for tests, scripts and people. */
import { createHash } from 'node:crypto'
import type { Definition } from '../../electron/providers/define.ts'
import type { EmulatorServer } from './server.ts'

/** A secret that an answer contained, whether or not that answer arrived. */
export interface HandedOut {
  readonly secret: string
  /** The key's id at the provider at that time. */
  readonly keyId: string
  /** Whether the provider still accepts the secret. */
  readonly alive: boolean
}

export interface Emulator extends EmulatorServer {
  /** The catalogue id of the provider that the emulator plays. */
  readonly provider: string
  /** The provider's definition, if the catalogue does not have it. */
  readonly definition?: Definition
  /** The description to save before an account is connected, if a user describes the provider. */
  readonly document?: string
  /** The values for the account form. */
  readonly settings: Readonly<Record<string, string | boolean | string[]>>
  /** A credential that has every permission. */
  readonly credential: string
  /** Every secret issued by a create or regenerate, in order. */
  handedOut(): readonly HandedOut[]
  isAlive(secret: string): boolean
  /** Moves the provider's clock forward by `ms`. */
  pass(ms: number): void
}

/** The options of every emulator. */
export interface Seed {
  /** The initial number of keys, without the credential's own. */
  readonly keys?: number
  /** The time around which the dates of the seeded keys are spread. Epoch milliseconds. */
  readonly now?: number
  /** Another seed produces other ids and secrets. */
  readonly seed?: string
  /** A fixed port instead of a free one. */
  readonly port?: number
}

/** Records the secrets that answers contained. `isAlive`: whether the provider still accepts one. */
export function recordHandedOut(isAlive: (secret: string) => boolean) {
  const entries: Omit<HandedOut, 'alive'>[] = []
  return {
    add: (secret: string, keyId: string): void => void entries.push({ secret, keyId }),
    all: (): readonly HandedOut[] => entries.map((entry) => ({ ...entry, alive: isAlive(entry.secret) })),
    areIn: (text: string): boolean => entries.some(({ secret }) => text.includes(secret)),
  }
}

/** Rounds a time down to whole seconds, like an API that stores only those. */
export const seconds = (at: number): number => Math.trunc(at / 1000) * 1000

/** Hex digits derived only from `name`: the same in every run. */
export function hexOf(name: string): string {
  return createHash('sha256').update(name).digest('hex')
}

/** A uuid in the form of version 4, derived only from `name`. */
export function uuidOf(name: string): string {
  const hex = hexOf(name)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** A whole number from 0 to `below` - 1, derived only from `name`. */
export function numberOf(name: string, below: number): number {
  return parseInt(hexOf(name).slice(0, 8), 16) % below
}

const TEAMS = [
  'anycast',
  'billing',
  'ci',
  'dns',
  'edge',
  'grafana',
  'ixp',
  'lab',
  'mesh',
  'noc',
  'peering',
  'research',
]
const STAGES = ['prod', 'staging', 'dev', 'test']

/** A name as a user would choose it, with a number, so that all names differ. At most 20 characters for up to a million names. */
export function labelOf(index: number): string {
  const team = TEAMS[index % TEAMS.length] ?? ''
  const stage = STAGES[Math.floor(index / TEAMS.length) % STAGES.length] ?? ''
  return `${team}-${stage}-${String(Math.floor(index / (TEAMS.length * STAGES.length)) + 1)}`
}

export interface RunningClock {
  /** Epoch milliseconds. */
  (): number
  /** Moves only this clock forward. */
  readonly pass: (ms: number) => void
}

/** A clock that runs at the speed of this machine's clock. Starts at `from`, if given. */
export function runningClock(from?: number): RunningClock {
  let aheadMs = from === undefined ? 0 : from - Date.now()
  return Object.assign(() => Date.now() + aheadMs, { pass: (ms: number) => void (aheadMs += ms) })
}
