import { expect, it } from 'vitest'
import { createKeychain } from '../../../../electron/core/keychain/keychain.ts'
import type { PromptEnd } from '../../../../electron/core/ports/keychain.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakeKeychain } from '../../../fakes/keychain.ts'
import { NAME, OTHER, setUp, text, trouble } from './keychain-set-up.ts'

const prompts = (port: { readonly calls: readonly string[] }) =>
  port.calls.filter((call) => call.startsWith('prompt'))

it('offers to unlock what is locked and to create what is missing, and nothing else', async () => {
  const { keychain, port } = setUp()
  expect((await keychain.probe()).offers).toBeUndefined()
  port.lock()
  expect((await keychain.probe()).offers).toBe('unlock')
  port.dropKeyring()
  expect(await keychain.probe()).toMatchObject({ state: 'no-keyring', offers: 'create-keyring' })
  port.part('restarted')
  expect(await keychain.probe()).not.toHaveProperty('offers')
  port.leave()
  expect(await keychain.probe()).not.toHaveProperty('offers')
})

it('offers it also when a call has found out', async () => {
  const { keychain, port } = setUp()
  await keychain.probe()
  port.lock()
  await keychain.take(NAME).catch(() => undefined)
  expect(keychain.health()).toMatchObject({ state: 'locked', offers: 'unlock' })
})

it.each(['no-keyring', 'restarted', 'replaced'] as const)('tells %s by its own name', async (state) => {
  const { keychain, port, states } = setUp()
  await keychain.probe()
  if (state === 'no-keyring') port.dropKeyring()
  else port.part(state)
  await expect(keychain.keep(NAME, Secret.fromText('a'))).rejects.toEqual(trouble(state))
  expect(states).toEqual(['ready', state])
  expect(port.entries.size).toBe(0)
})

it('unlocks on the user’s request, and notifies the calls that wait for the keychain', async () => {
  const { keychain, port, states } = setUp()
  port.entries.set(NAME, 'kept')
  port.lock()
  await keychain.probe()
  expect(prompts(port)).toEqual([])
  await keychain.unlock()
  expect(prompts(port)).toEqual(['prompt unlock'])
  expect(states).toEqual(['locked', 'ready'])
  expect(text(await keychain.take(NAME))).toBe('kept')
})

it('creates a keyring at the user’s word', async () => {
  const { keychain, port } = setUp()
  port.dropKeyring()
  await keychain.createKeyring()
  await keychain.keep(NAME, Secret.fromText('first'))
  expect(port.entries.get(NAME)).toBe('first')
})

it.each(['dismissed', 'unanswered'] as const)(
  'says that the prompt was %s, until it is open',
  async (end) => {
    const { keychain, port } = setUp()
    port.lock()
    port.answerPrompts(end)
    await expect(keychain.unlock()).rejects.toEqual(trouble(end))
    expect(keychain.health()).toMatchObject({ state: 'locked', offers: 'unlock', lastPrompt: end })
    await keychain.take(NAME).catch(() => undefined)
    expect(keychain.health().lastPrompt).toBe(end)
    port.answerPrompts('done')
    await keychain.unlock()
    expect(keychain.health()).not.toHaveProperty('lastPrompt')
  },
)

it('answers other calls while the prompt waits, whatever time that takes, and shows only one', async () => {
  const { keychain, port, clock } = setUp()
  port.lock()
  await keychain.probe()
  const { promise, resolve } = Promise.withResolvers<PromptEnd>()
  port.answerPrompts(promise)
  const both = Promise.all([keychain.unlock(), keychain.unlock()])
  await expect(keychain.take(OTHER)).rejects.toEqual(trouble('locked'))
  clock.pass(60_000)
  await expect(keychain.probe()).resolves.toMatchObject({ state: 'locked' })
  expect(prompts(port)).toHaveLength(1)
  resolve('done')
  await both
  expect(keychain.health().state).toBe('ready')
})

it('says what is still wrong when the prompt has not helped', async () => {
  const { keychain, port } = setUp()
  port.leave()
  await expect(keychain.unlock()).rejects.toEqual(trouble('absent'))
})

it('neither offers nor asks where the system has no such prompts', async () => {
  const port = fakeKeychain({ hasPrompts: false })
  const keychain = createKeychain({ port, clock: fakeClock() })
  port.lock()
  expect(await keychain.probe()).not.toHaveProperty('offers')
  await expect(keychain.unlock()).rejects.toEqual(trouble('refused'))
  await expect(keychain.createKeyring()).rejects.toEqual(trouble('refused'))
  expect(prompts(port)).toEqual([])
})
