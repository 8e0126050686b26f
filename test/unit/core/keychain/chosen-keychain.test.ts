import { expect, it } from 'vitest'
import { createChosenKeychain } from '../../../../electron/core/keychain/chosen-keychain.ts'
import type { EntryName } from '../../../../electron/core/ports/keychain.ts'
import type { StorageChoice } from '../../../../electron/core/ports/sealed-vault.ts'
import { fakeKeychain } from '../../../fakes/keychain.ts'
import { fakeSealedVault, sealedDisk } from '../../../fakes/sealed-vault.ts'

const NAME = 'key demo-00000001 v1' as EntryName

/** Both places, with one entry that has these values. */
async function places(choice: StorageChoice, inKeychain: string, inSealedVault: string) {
  const disk = { ...sealedDisk(), passphrase: 'p', choice }
  disk.entries.set(NAME, inSealedVault)
  const sealed = fakeSealedVault(disk)
  await sealed.unlock('p')
  const system = fakeKeychain({ entries: new Map([[NAME, inKeychain]]) })
  const left = () => [system.entries.get(NAME), disk.entries.get(NAME)]
  return { port: createChosenKeychain(system, sealed), system, sealed, left }
}

const COPYING: StorageChoice = { uses: 'keychain', move: { to: 'sealed-vault', phase: 'copying' } }
const CLEARING: StorageChoice = { uses: 'sealed-vault', move: { to: 'sealed-vault', phase: 'clearing' } }

it.each([COPYING, CLEARING])('removes the copy too while a move has not ended: %j', async (choice) => {
  const { port, left } = await places(choice, 'one', 'one')
  expect(await port.remove(NAME)).toBe(true)
  expect(left()).toEqual([undefined, undefined])
})

it('leaves the other place alone without a move, and where it has another value', async () => {
  const still = await places({ uses: 'keychain' }, 'one', 'one')
  await still.port.remove(NAME)
  expect(still.left()).toEqual([undefined, 'one'])
  const other = await places(COPYING, 'one', 'another')
  await other.port.remove(NAME)
  expect(other.left()).toEqual([undefined, 'another'])
})

it('removes an entry also while the other place is locked', async () => {
  const { port, sealed, left } = await places(COPYING, 'one', 'one')
  sealed.lock()
  expect(await port.remove(NAME)).toBe(true)
  expect(left()).toEqual([undefined, 'one'])
})

it('rejects as the place that counts does', async () => {
  const { port, system, left } = await places(COPYING, 'one', 'one')
  system.lock()
  await expect(port.remove(NAME)).rejects.toMatchObject({ error: { why: 'locked' } })
  expect(left()).toEqual(['one', 'one'])
})
