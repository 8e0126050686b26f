/** IONOS: a replacement is a second pipeline. A contract permits ten pipelines. */
import { expect, it } from 'vitest'
import { startIonos } from '../../../emulators/ionos.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

it('makes a second pipeline until the contract has its ten, and reports the limit then', async () => {
  const emulator = await startIonos({ regions: ['de-fra'], keys: 9, most: 10 })
  const { provider, api } = await openAt(emulator)
  const [key] = await listAll({ provider, api }, 'de-fra')
  const { draft } = provider.create!.check(await provider.draftFromKey!(api, key!, 0), api.settings)
  await provider.create!.send(api, draft)
  const trouble = await troubleOf(async () => provider.create!.send(api, draft))
  await emulator.close()
  expect(emulator.handedOut()).toHaveLength(1)
  expect(trouble).toMatchObject({
    why: 'invalid',
    outcome: 'refused',
    words: 'The contract has reached its limit of 10 pipelines.',
  })
  expect(provider.metadata.rotation.replace).toMatch(/10 pipelines/)
})
