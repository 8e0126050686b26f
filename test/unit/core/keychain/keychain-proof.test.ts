import { expect, it } from 'vitest'
import { createKeychain } from '../../../../electron/core/keychain/keychain.ts'
import { testKeychain } from '../../../../electron/core/keychain/keychain-proof.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakeKeychain } from '../../../fakes/keychain.ts'

function setUp() {
  const port = fakeKeychain()
  const clock = fakeClock()
  return { port, clock, keychain: createKeychain({ port, clock }) }
}

it('proves that a value is kept, says when, and leaves nothing behind', async () => {
  const { port, clock, keychain } = setUp()
  await testKeychain(keychain)
  expect(port.entries.size).toBe(0)
  expect(keychain.health()).toMatchObject({ state: 'ready', provedAt: clock.now() })
})

it('is no proof when the keychain loses the value, and still leaves nothing behind', async () => {
  const { port, keychain } = setUp()
  port.loseNextWrite()
  await expect(testKeychain(keychain)).rejects.toThrow('keychain')
  expect(keychain.health().provedAt).toBeUndefined()
  expect(port.entries.size).toBe(0)
})
