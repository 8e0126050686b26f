/** Checks the main promise of Keyhold: no secret that a provider has issued is lost. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OperationRow } from '../../shared/model/operation.ts'
import type { Emulator } from '../emulators/emulator.ts'
import { keptSecrets } from './named.ts'
import type { RunningProgram } from './program.ts'

/**
 * Every secret is in a keychain entry that a row or an open operation refers to, or sealed and shown to the user. `asked`: the
 * operation that requested each secret.
 */
export async function expectNothingLost(
  program: RunningProgram,
  emulator: Emulator,
  asked: ReadonlyMap<string, string>,
): Promise<void> {
  const kept = keptSecrets(program)
  const { operations: open, notices } = await program.snapshot()
  const operations = new Map(open.map((row) => [row.id as string, row]))
  for (const { secret } of emulator.handedOut()) {
    const operation = operations.get(asked.get(secret) ?? '')
    expect(kept.has(secret) || isBeforeUser(operation), `handed out for ${operation?.name ?? '?'}`).toBe(true)
  }
  // A killed program loses nothing of its write-ahead log.
  expect(notices.map(({ kind }) => kind)).not.toContain('changes-lost')
  const entries = program.world.keychain.entries()
  for (const { id, sealed } of operations.values()) {
    const isOnDisk = existsSync(join(program.world.paths.sealedResponseDir, id))
    expect([isOnDisk, entries.has(`rescue ${id}`)], 'sealed response and its key').toEqual([sealed, sealed])
  }
}

/** The secret is sealed and shown to the user, or the user sees the operation that names it. */
export const isBeforeUser = (operation: OperationRow | undefined): boolean =>
  operation?.state === 'unknown' || (operation?.state === 'unsaved' && operation.sealed)
