/** The steps of a life: a command of the user, a fault on its way, and the point at which the program dies. */
import fc from 'fast-check'
import type { FaultKind } from '../../emulators/faults.ts'
import { COMMANDS, type CommandName } from './commands.ts'

/** What the provider or the network does with the next request that changes something. */
const FAULTS = {
  'cut before acting': { kind: 'cut-before' },
  'cut after acting': { kind: 'cut-after' },
  'cut midway': { kind: 'cut-midway' },
  reset: { kind: 'reset' },
  'half an answer': { kind: 'malformed' },
  'no body': { kind: 'empty' },
  'other types': { kind: 'wrong-types' },
  'a page of a proxy': { kind: 'html' },
  masked: { kind: 'masked' },
  'status 403': { kind: 'status', status: 403 },
  'status 404': { kind: 'status', status: 404 },
  'status 503': { kind: 'status', status: 503 },
} as const satisfies Readonly<Record<string, FaultKind>>

/** What the keychain does with the next call. */
export const KEYCHAIN_FAULTS = [
  'locks',
  'refuses a write',
  'refuses a read',
  'refuses a removal',
  'refuses the value',
  'loses the value',
  'garbles the value',
] as const
export type KeychainFault = (typeof KEYCHAIN_FAULTS)[number]

export type FaultName = keyof typeof FAULTS
export const faultOf = (name: FaultName): FaultKind => FAULTS[name]

export interface Step {
  readonly command: CommandName
  /** Selects one of the keys or operations that the command applies to. */
  readonly pick: number
  readonly fault: FaultName | undefined
  readonly keychain: KeychainFault | undefined
  /** How many points the program passes before it is killed. Missing: it is not killed. */
  readonly diesAfter: number | undefined
}

/** A fault in this percentage of steps. Shrinks to no fault. */
const rarely = <T>(percent: number, one: fc.Arbitrary<T>) =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
    { weight: percent, arbitrary: one },
  )
const names = <T extends string>(all: Readonly<Record<T, unknown>>) => Object.keys(all) as T[]

/** Shrinks to fewer steps, then to fewer faults. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    // Most other commands need a pair of keys.
    command: fc.constantFrom<CommandName>(...names(COMMANDS), 'replace', 'replace', 'regenerate'),
    pick: fc.nat({ max: 9 }),
    fault: rarely(30, fc.constantFrom(...names(FAULTS))),
    keychain: rarely(15, fc.constantFrom(...KEYCHAIN_FAULTS)),
    diesAfter: rarely(20, fc.nat({ max: 30 })),
  }),
  { minLength: 1, maxLength: 12 },
)

/** One readable line, without secrets. */
export function wordsOf({ command, pick, fault, keychain, diesAfter }: Step): string {
  return [
    `${command} (${String(pick)})`,
    ...(fault === undefined ? [] : [`answer: ${fault}`]),
    ...(keychain === undefined ? [] : [`keychain ${keychain}`]),
    ...(diesAfter === undefined ? [] : [`killed after ${String(diesAfter)} places`]),
  ].join(', ')
}
