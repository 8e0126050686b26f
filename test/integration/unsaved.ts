/** Creates an unsaved secret: the provider has answered, and the keychain is locked. */
import type { KeyId } from '../../shared/model/model.ts'
import type { Outcome } from '../../shared/model/operation.ts'
import type { Emulator } from '../emulators/emulator.ts'
import type { RunningProgram } from './program.ts'

/** Regenerates `key` and locks the keychain after the provider has acted and before its answer arrives. It stays locked. */
export async function regenerateWhileLocking(
  program: RunningProgram,
  emulator: Emulator,
  key: KeyId,
): Promise<Outcome> {
  const isRenewal = ({ method }: { readonly method: string }) => method === 'PATCH' || method === 'POST'
  emulator.fault({ kind: 'hold', on: isRenewal })
  const arrived = emulator.arrival(isRenewal)
  const regenerated = program.ask('key:regenerate', { key })
  await arrived
  program.world.keychain.lock()
  emulator.release()
  return regenerated
}
