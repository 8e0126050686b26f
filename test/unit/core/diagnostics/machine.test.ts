import { expect, it } from 'vitest'
import { MachineFacts } from '../../../../shared/diagnostics/machine.ts'
import { makeMachine, withKey } from '../vault-set-up.ts'

it('says how every part is, without a name of a key, an account or a secret', async () => {
  const { vault } = await withKey()
  const facts = await vault.machine.facts()
  expect(MachineFacts.parse(facts)).toEqual(facts)
  const text = JSON.stringify(facts)
  for (const name of ['build', 'Lab', 'secret-']) expect(text).not.toContain(name)
})

it('tries the keychain by a round trip', async () => {
  const { vault, clock } = await withKey()
  clock.pass(1_000)
  expect((await vault.machine.try('keychain')).keychain.provedAt).toBe(clock.now())
})

it('tries the clipboard with a value that is worth nothing, and takes it away', async () => {
  const { vault, clipboard, database, port } = await withKey()
  const written: string[] = []
  const writeSecret = clipboard.writeSecret.bind(clipboard)
  clipboard.writeSecret = async (secret) => {
    written.push(secret.use((bytes) => bytes.toString('utf8')))
    return writeSecret(secret)
  }
  await vault.machine.try('clipboard')
  expect(written).toHaveLength(1)
  expect([...port.entries.values()]).not.toContain(written[0])
  expect(clipboard.text).toBe('')
  expect(database.truth.clipboard.read()).toEqual([])
})

it('does not fail where the clipboard does: that is what it is to tell', async () => {
  const { vault, clipboard } = await withKey()
  clipboard.refuseNext()
  await expect(vault.machine.try('clipboard')).resolves.toMatchObject({ clipboard: {} })
})

it('shows a notification', async () => {
  const { vault, fake } = await withKey()
  expect((await vault.machine.try('notifications')).notifications).toBe('shown')
  expect(fake.notifications.shown.map(({ title }) => title)).toEqual(['Keyhold can remind you'])
})

it('asks every connected account, and counts any answer as one', async () => {
  const { vault, cloud, clock } = await withKey()
  expect((await vault.machine.facts()).reach).toEqual({ state: 'untried' })
  expect((await vault.machine.try('network')).reach).toEqual({
    state: 'reached',
    accounts: 1,
    at: clock.now(),
  })
  cloud.trouble = 'unauthorized'
  expect((await vault.machine.try('network')).reach).toMatchObject({ state: 'reached' })
  cloud.trouble = 'offline'
  expect((await vault.machine.try('network')).reach).toEqual({
    state: 'failed',
    why: 'offline',
    at: clock.now(),
  })
})

it('asks for the proxies of the addresses that are really called', async () => {
  const empty = makeMachine()
  const vault = empty.open()
  await vault.machine.facts()
  expect(empty.fake.machine.asked).toEqual([empty.cloud.providers.metadata.map(({ docsUrl }) => docsUrl)])
})
