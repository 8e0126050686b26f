/** The demo's proof about a replacement with overlap: at first both keys work, then one, and every issued secret is stored. */
import type { KeyRow } from '../../shared/model/model.ts'
import type { Emulator } from '../emulators/emulator.ts'
import type { Proof, Running } from './proofs.ts'

/**
 * Replaces a key whose secret the vault has, compares both keys at the provider and in the keychain, retires the old one by
 * deletion, and compares again.
 */
export async function proveReplacement(
  { program, world }: Running,
  emulator: Pick<Emulator, 'provider' | 'isAlive'>,
  key: KeyRow,
): Promise<Proof> {
  const copied = async (id: KeyRow['id']): Promise<string> => {
    await program.ask('key:copy', { key: id })
    return world.record.clipboard
  }
  const { draft } = await program.ask('key:replacement', { key: key.id })
  const made = await program.ask('key:replace', { key: key.id, draft, overlapHours: 24 })
  if (made.outcome !== 'stored')
    return { what: `${emulator.provider}: ${key.name}`, holds: false, details: `outcome ${made.outcome}` }
  const [before, after] = [await copied(key.id), await copied(made.key)]
  const bothWork = emulator.isAlive(before) && emulator.isAlive(after)

  await program.ask('overlap:retire', { operation: made.operation, by: 'delete', name: key.name })
  const kept = new Set(world.keychain.entries().values())
  const facts = {
    'two secrets': before !== after && after !== '',
    'both alive side by side': bothWork,
    'old one dead once retired': !emulator.isAlive(before),
    'new one alive': emulator.isAlive(after),
    'both in the keychain': kept.has(before) && kept.has(after),
  }
  const wrong = Object.keys(facts).filter((fact) => !facts[fact as keyof typeof facts])
  const details = wrong.length === 0 ? Object.keys(facts).join(', ') : `not so: ${wrong.join(', ')}`
  return { what: `${emulator.provider}: ${key.name}`, holds: wrong.length === 0, details }
}
