/** Coralogix: the access policy of a key after the key is edited. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startCoralogix, type CoralogixEmulator } from '../../../emulators/coralogix.ts'
import { listAll, openAt } from '../../../suites/provider/open.ts'

const POLICY = '{ "version": "x" }'
const OWN_POLICY = { label: 'Access policy', value: 'One of its own' }

let emulator: CoralogixEmulator
beforeEach(async () => void (emulator = await startCoralogix()))
afterEach(async () => emulator.close())

/** A key of the emulator, how to change it, and the policy that it has there. */
async function aKey() {
  const { provider, api } = await openAt(emulator)
  const key = (await listAll({ provider, api }))[0]!
  return {
    key,
    change: (draft: Readonly<Record<string, string | boolean>>) =>
      provider.update!(api, key, { label: key.label, ...draft }),
    policyThere: () => emulator.keys.find(({ id }) => id === key.remoteId)!.policy,
  }
}

it('one that is given takes the place of the whole', async () => {
  const { change, policyThere } = await aKey()
  expect((await change({ accessPolicy: POLICY })).facts).toContainEqual(OWN_POLICY)
  expect(policyThere()).toBe(POLICY)
})

it('one that is neither given nor taken away stays', async () => {
  const { change, policyThere } = await aKey()
  await change({ accessPolicy: POLICY })
  await change({ label: 'renamed', accessPolicy: '' })
  expect(policyThere()).toBe(POLICY)
})

it('one that is taken away is gone, and nothing else that is known of the key', async () => {
  const { key, change, policyThere } = await aKey()
  await change({ accessPolicy: POLICY })
  const { facts } = await change({ removePolicy: true })
  expect(policyThere()).toBe('')
  expect(facts).not.toContainEqual(OWN_POLICY)
  expect(facts).toContainEqual(key.facts[0])
})

it.each([{ accessPolicy: 'no JSON' }, { accessPolicy: '{}', removePolicy: true }])(
  '%o is refused before anything is asked',
  async (draft) => {
    const { change } = await aKey()
    const before = emulator.requests.length
    await expect(change(draft)).rejects.toMatchObject({ error: { kind: 'invalid', field: 'accessPolicy' } })
    expect(emulator.requests).toHaveLength(before)
  },
)
