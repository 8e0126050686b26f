/** A key whose kind lacks an ability of its provider: the core refuses before a request is sent. */
import { expect, it } from 'vitest'
import { connect, failureOf, makeMachine, withKey } from '../vault-set-up.ts'

const kinds = [
  {
    id: 'project',
    keyNoun: 'project key',
    cannot: ['update', 'setEnabled', 'regenerate', 'revoke', 'replace', 'verify'],
  },
] as const

it('refuses each of them, and asks the provider nothing', async () => {
  const { cloud, open, keyNamed } = makeMachine({ scopes: ['project:a'], kinds })
  cloud.add('build')
  const vault = open()
  await connect(vault)
  const key = keyNamed('build').id
  const unsupported = (act: string) => ({ kind: 'unsupported', act })
  expect(await failureOf(() => vault.rotation.regenerate(key))).toEqual(unsupported('regenerate'))
  expect(await failureOf(() => vault.rotation.replacement(key))).toEqual(unsupported('replace'))
  expect(
    await failureOf(() => vault.rotation.replace({ key, draft: { label: 'x' }, overlapHours: 1 })),
  ).toEqual(unsupported('replace'))
  expect(await failureOf(() => vault.remoteKeys.update({ key, draft: { label: 'x' } }))).toEqual(
    unsupported('edit'),
  )
  expect(await failureOf(() => vault.remoteKeys.switch({ key, enabled: false }))).toEqual(
    unsupported('switch'),
  )
  expect(await failureOf(() => vault.remoteKeys.revoke({ key, name: 'build' }))).toEqual(
    unsupported('revoke'),
  )
  expect(await failureOf(() => vault.verification.verify({ key }))).toEqual(unsupported('verify'))
  expect(cloud.calls).toMatchObject({ update: 0, revoke: 0, issue: 0, verify: 0, switch: 0 })
})

it('refuses nothing for the provider’s other keys', async () => {
  const { vault, key, cloud } = await withKey({ scopes: ['team:a'], kinds })
  await vault.remoteKeys.update({ key, draft: { label: 'renamed' } })
  await vault.remoteKeys.switch({ key, enabled: false })
  expect(cloud.calls).toMatchObject({ update: 1, switch: 1 })
})
