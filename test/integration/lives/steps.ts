/** What can happen in a life: one act of the user, what goes wrong on its way, and where the program dies of it. */
import fc from 'fast-check'
import type { FaultKind } from '../../emulators/faults.ts'
import { COMMANDS, type CommandName } from './commands.ts'

/** What the provider, or whatever stands before it, makes of the next request that changes something. */
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

/** What the keychain makes of what it is next asked for. */
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
  /** Which of the keys or operations that it can be done to. */
  readonly pick: number
  readonly fault: FaultName | undefined
  readonly keychain: KeychainFault | undefined
  /** How many places of the program's way it still passes before it is killed; missing: it lives on. */
  readonly diesAfter: number | undefined
}

/** In so many of a hundred steps; shrinks to none. */
const rarely = <T>(percent: number, one: fc.Arbitrary<T>) =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
    { weight: percent, arbitrary: one },
  )
const names = <T extends string>(all: Readonly<Record<T, unknown>>) => Object.keys(all) as T[]

/** Shrinks to fewer steps, then to fewer misfortunes. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    // Most of the others need a pair of keys.
    command: fc.constantFrom<CommandName>(...names(COMMANDS), 'replace', 'replace', 'regenerate'),
    pick: fc.nat({ max: 9 }),
    fault: rarely(30, fc.constantFrom(...names(FAULTS))),
    keychain: rarely(15, fc.constantFrom(...KEYCHAIN_FAULTS)),
    diesAfter: rarely(20, fc.nat({ max: 30 })),
  }),
  { minLength: 1, maxLength: 12 },
)

/** One line for people; no secret can be in it. */
export function wordsOf({ command, pick, fault, keychain, diesAfter }: Step): string {
  return [
    `${command} (${String(pick)})`,
    ...(fault === undefined ? [] : [`answer: ${fault}`]),
    ...(keychain === undefined ? [] : [`keychain ${keychain}`]),
    ...(diesAfter === undefined ? [] : [`killed after ${String(diesAfter)} places`]),
  ].join(', ')
}
