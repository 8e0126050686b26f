/** The demo's proofs about a regeneration. The emulators are the reference: they know every secret and which are valid. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { KeyId, KeyRow } from '../../shared/model/model.ts'
import type { OperationRow } from '../../shared/model/operation.ts'
import type { Emulator } from '../emulators/emulator.ts'
import type { ProfileWorld } from '../integration/profile.ts'
import type { KillOrder } from './killed.ts'
import type { DemoProgram } from './program.ts'

export interface Proof {
  readonly what: string
  readonly holds: boolean
  /** A sentence about the result. It contains no secret. */
  readonly details: string
}

export interface Running {
  readonly program: DemoProgram
  readonly world: ProfileWorld
}

/** Regenerates a key whose secret the vault has, and compares both of its secrets at the provider and in the keychain. */
export async function proveRenewal(
  { program, world }: Running,
  emulator: Emulator,
  key: KeyRow,
): Promise<Proof> {
  const copied = async (): Promise<string> => {
    await program.ask('key:copy', { key: key.id })
    return world.record.clipboard
  }
  const before = await copied()
  const { outcome } = await program.ask('key:regenerate', { key: key.id })
  const after = await copied()
  const kept = new Set(world.keychain.entries().values())
  const facts = {
    [`outcome ${outcome}`]: outcome === 'stored',
    'two secrets': before !== after && after !== '',
    'old one no longer works': !emulator.isAlive(before),
    'new one alive there': emulator.isAlive(after),
    'both in the keychain': kept.has(before) && kept.has(after),
  }
  const wrong = Object.keys(facts).filter((fact) => !facts[fact])
  const holds = wrong.length === 0
  const details = holds ? Object.keys(facts).join(', ') : `not so: ${wrong.join(', ')}`
  return { what: `${emulator.provider}: ${key.name}`, holds, details }
}

/** Every transition of the journal: the point at which the program dies, and its description for a reader. */
export const DEATHS: readonly { readonly dieAt: string; readonly words: string }[] = [
  { dieAt: 'step requested', words: 'journal written, provider not asked' },
  { dieAt: 'after PATCH request', words: 'provider has answered, answer not sealed' },
  { dieAt: 'step sealed', words: 'answer sealed on disk' },
  { dieAt: 'step received', words: 'answer understood, not in the keychain' },
  { dieAt: 'step stored', words: 'in the keychain, not yet booked' },
  { dieAt: 'step done', words: 'all done, the window not notified' },
]

/** Runs a regeneration in a separate process and waits for its death. Close the program on that profile first. */
export async function regenerateAndDie(order: KillOrder): Promise<NodeJS.Signals | undefined> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', fileURLToPath(new URL('./killed.ts', import.meta.url)), JSON.stringify(order)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return signal ?? undefined
}

/**
 * Checks after a restart that every secret that the provider has issued for `key` since `from` is in the keychain, or that the
 * key has an open operation for it.
 */
export async function proveNothingLost(
  { program, world }: Running,
  emulator: Emulator,
  key: KeyId,
  from: number,
): Promise<Omit<Proof, 'what'>> {
  const { operations } = await program.snapshot()
  const { history } = await program.ask('key:detail', { key })
  const open = operations.find((operation) => operation.key === key)
  const issued = emulator.handedOut().slice(from)
  const kept = new Set(world.keychain.entries().values())
  const isKept = issued.every(({ secret }) => kept.has(secret))
  const isShown = open?.state === 'unknown' || open?.state === 'unsaved'
  const outcome = open === undefined ? (history[0]?.kind ?? 'nothing happened') : wordsOf(open)
  const where = issued.length === 0 ? 'no secret was handed out' : `new secret ${isKept ? '' : 'not '}kept`
  return { holds: isKept || isShown, details: `${outcome}; ${where}` }
}

const wordsOf = ({ state, assessment }: OperationRow): string =>
  `shown as ${state}, ${assessment === undefined ? 'not checked yet' : `assessment ${assessment.state}`}`
