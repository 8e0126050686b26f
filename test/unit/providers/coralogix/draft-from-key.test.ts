/** Coralogix: the draft from a key has its owner, permissions and access policy. Only the call for one key returns the policy. */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RemoteKey } from '../../../../electron/core/ports/provider.ts'
import coralogix from '../../../../electron/providers/catalog/coralogix.ts'
import { policyOf } from '../../../../electron/providers/coralogix/policy.ts'
import { startCoralogix } from '../../../emulators/coralogix.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const DRAFT = { label: 'ci', grants: [{ permission: 'preset SendData' }] }

it('copies a key of a user with a policy of its own, kept readable', async () => {
  const emulator = await startCoralogix({ leaky: true })
  const { provider, api } = await openAt(emulator)
  const policy = '{"version":"2025-01-01","rules":[]}'
  const make = async (form: Parameters<typeof coralogix.create.check>[0]) => {
    const { draft } = provider.create!.check(form, api.settings)
    return provider.create!.read(await provider.create!.send(api, draft), draft).remote
  }
  const old = await make({ ...DRAFT, owner: 'user', ownerId: 'u-1', hashed: false, accessPolicy: policy })
  const { key } = await provider.get!(api, { remoteId: old.remoteId, scope: '', label: '' })
  expect(old.facts).toEqual(key!.facts)
  const copied = await make(await provider.draftFromKey!(api, key!, 0))
  const truth = (id: string) => {
    const { id: _, value, ...rest } = emulator.keys.find((one) => one.id === id)!
    return { rest, value }
  }
  expect(truth(copied.remoteId).rest).toEqual(truth(old.remoteId).rest)
  expect(truth(copied.remoteId).rest).toMatchObject({
    owner: { case: 'userId', value: 'u-1' },
    hashed: false,
    policy,
  })
  await emulator.close()
})

describe('a hashed key that cannot be asked for', () => {
  async function hashed(form: Partial<Parameters<typeof coralogix.create.check>[0]>) {
    const emulator = await startCoralogix({ shutsHashed: true })
    onTestFinished(() => emulator.close())
    const { provider, api } = await openAt(emulator)
    const { draft } = provider.create!.check({ ...DRAFT, hashed: true, ...form }, api.settings)
    const { remote } = provider.create!.read(await provider.create!.send(api, draft), draft)
    return { provider, api, draft, old: remote as RemoteKey }
  }

  it('is drafted as the list has it, its policy as well', async () => {
    const policy = '{"version":"2025-01-01","rules":[]}'
    const { provider, api, draft, old } = await hashed({ accessPolicy: policy })
    expect(await troubleOf(async () => provider.draftFromKey!(api, old, 0))).toMatchObject({
      kind: 'provider',
    })
    expect(await provider.draftFromRow!(api, old)).toEqual(draft)
  })

  it('is drafted from what is known here where no list has it either', async () => {
    const { provider, api, draft, old } = await hashed({ owner: 'user', ownerId: 'u-1' })
    expect(await troubleOf(async () => provider.draftFromKey!(api, old, 0))).toMatchObject({
      kind: 'provider',
    })
    expect(await provider.draftFromRow!(api, old)).toEqual(draft)
  })

  it('is not copied without the policy that nobody can read', async () => {
    const { provider, api, old } = await hashed({
      owner: 'user',
      ownerId: 'u-1',
      accessPolicy: '{"rules":[]}',
    })
    expect(await troubleOf(async () => provider.draftFromRow!(api, old))).toMatchObject({
      outcome: 'refused',
    })
  })
})

it('copies no secret value that a read reveals into a draft', async () => {
  const emulator = await startCoralogix({ leaky: true, keys: 20 })
  const opened = await openAt(emulator)
  for (const key of await listAll(opened)) {
    const draft = await opened.provider.draftFromKey!(opened.api, key, 0)
    expect(emulator.keys.some(({ value }) => JSON.stringify(draft).includes(value))).toBe(false)
  }
  await emulator.close()
})

it.each([
  [undefined, ''],
  ['  ', ''],
  ['{\n  "version": "2025-01-01"\n}', '{"version":"2025-01-01"}'],
])('holds the policy %j on one line', (policy, line) => expect(policyOf(policy)).toBe(line))

it.each(['not JSON', '[]', '7', JSON.stringify({ text: 'x'.repeat(10_000) })])(
  'makes no copy without the policy %.20s',
  async (policy) => {
    expect(await troubleOf(async () => policyOf(policy))).toMatchObject({ why: 'not-understood' })
  },
)

it.each(['{', '[]', '"x"'])('refuses a draft with the policy %s', async (accessPolicy) => {
  const trouble = await troubleOf(async () =>
    coralogix.create.check({ ...DRAFT, accessPolicy }, { teamId: '1' }),
  )
  expect(trouble).toEqual({ kind: 'invalid', field: 'accessPolicy', why: 'malformed' })
})
