/** What every emulator offers to tests, scripts and people. */
import { createHash } from 'node:crypto'
import type { Definition } from '../../electron/providers/define.ts'
import type { EmulatorServer } from './server.ts'

/** One secret that an answer has held, whether or not that answer arrived. */
export interface HandedOut {
  readonly secret: string
  /** The key's id at the provider at that moment. */
  readonly keyId: string
  /** It still opens the provider's door. */
  readonly alive: boolean
}

export interface Emulator extends EmulatorServer {
  /** The catalogue id of the provider that it plays. */
  readonly provider: string
  /** That provider itself, where the catalogue does not have it. */
  readonly definition?: Definition
  /** What to write into the account form. */
  readonly settings: Readonly<Record<string, string | string[]>>
  /** A credential that may do everything. */
  readonly credential: string
  /** The truth: every secret handed out by a create or regenerate, in order. */
  handedOut(): readonly HandedOut[]
  isAlive(secret: string): boolean
  /** So much time passes at the provider: what it makes from then on is so much younger. */
  pass(ms: number): void
}

/** What all seeds understand. */
export interface Seed {
  /** How many keys there are at the start (besides the credential's own). */
  readonly keys?: number
  /** Dates of the seeded keys lie around it. Epoch milliseconds. */
  readonly now?: number
  /** Another world with other ids and secrets. */
  readonly seed?: string
  /** A fixed port instead of a free one. */
  readonly port?: number
}

/** Hex digits that depend on nothing but `name`: the same in every run. */
export function hexOf(name: string): string {
  return createHash('sha256').update(name).digest('hex')
}

/** A uuid of version 4's form that depends on nothing but `name`. */
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

/** A whole number from 0 to `below` - 1 that depends on nothing but `name`. */
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

/** A name that people would give, numbered so that no two are alike. At most 20 characters up to a million. */
export function labelOf(index: number): string {
  const team = TEAMS[index % TEAMS.length] ?? ''
  const stage = STAGES[Math.floor(index / TEAMS.length) % STAGES.length] ?? ''
  return `${team}-${stage}-${String(Math.floor(index / (TEAMS.length * STAGES.length)) + 1)}`
}

export interface RunningClock {
  /** Epoch milliseconds. */
  (): number
  /** Time passes there, and nowhere else. */
  readonly pass: (ms: number) => void
}

/** A clock that runs with this machine's, but starts at `from` where that is given. */
export function runningClock(from?: number): RunningClock {
  let aheadMs = from === undefined ? 0 : from - Date.now()
  return Object.assign(() => Date.now() + aheadMs, { pass: (ms: number) => void (aheadMs += ms) })
}
