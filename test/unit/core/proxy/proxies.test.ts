import { expect, it } from 'vitest'
import { createKeychain } from '../../../../electron/core/keychain/keychain.ts'
import type { ProxySignIns } from '../../../../electron/core/ports/network.ts'
import { createProxies } from '../../../../electron/core/proxy/proxies.ts'
import { fakeDatabase } from '../../../fakes/store.ts'
import { fakeWorld } from '../../../fakes/world.ts'
import { failureOf, withKey } from '../vault-set-up.ts'

const PROXY = 'http://proxy.corp:3128'
const OTHER = 'http://proxy.corp:3129'

function scene() {
  const fake = fakeWorld()
  const { clock, keychain: port, world } = fake
  const { log, clipboard } = world
  const database = fakeDatabase()
  let source: ProxySignIns | undefined
  const found = new Map([['https://a.test/', PROXY]])
  const proxies = createProxies({
    store: database.open(),
    keychain: createKeychain({ port, clock, log }),
    clipboard,
    log,
    network: {
      proxies: {
        find: async (url) => found.get(url.href),
        useSignIns: (next) => void (source = next),
      },
    },
    addresses: () => ['https://a.test/', 'https://b.test/'],
  })
  proxies.start()
  const signIn = (password: string, address = PROXY, user = 'ann') =>
    proxies.signIn({ address, user, password: { from: 'typed', text: password } })
  async function taken(proxy = PROXY) {
    const answer = await source!.take(proxy)
    if (answer === undefined || answer === 'refused') return answer
    return `${answer.user}:${answer.password.use((bytes) => bytes.toString('utf8'))}`
  }
  async function idOf(proxy = PROXY) {
    const answer = await source!.take(proxy)
    if (answer === undefined || answer === 'refused') throw new Error('There is no sign-in')
    return answer.id
  }
  return { proxies, port, database, signIn, taken, idOf, fake, passedSource: () => source }
}

it('keeps a password in the keychain and nowhere else, for one proxy', async () => {
  const { signIn, taken, port, database, proxies } = scene()
  await signIn('the-password')
  expect([...port.entries]).toEqual([[`proxy ${PROXY} v1`, 'the-password']])
  expect(JSON.stringify(database.truth.proxySignIns.all())).not.toContain('the-password')
  expect(await taken()).toBe('ann:the-password')
  expect(await taken(OTHER)).toBeUndefined()
  expect(await taken('https://proxy.corp:3128')).toBeUndefined()
  await expect(proxies.list()).resolves.toEqual([
    { address: PROXY, inUse: true, user: 'ann', isRefused: false },
  ])
})

it('writes a new password beside the old one, then lets that go', async () => {
  const { signIn, taken, port } = scene()
  await signIn('old-password')
  await signIn('new-password', PROXY, 'bob')
  expect(await taken()).toBe('bob:new-password')
  expect([...port.entries.keys()]).toEqual([`proxy ${PROXY} v2`])
})

it('leaves the old sign-in as it is where the new one cannot be kept', async () => {
  const { signIn, taken, port, database } = scene()
  await signIn('old-password')
  port.refuseNext('write')
  expect(await failureOf(() => signIn('new-password'))).toMatchObject({ kind: 'keychain' })
  database.refuse = (call) => call === 'proxySignIns.put'
  expect(await failureOf(() => signIn('new-password'))).toMatchObject({ kind: 'vault' })
  database.refuse = undefined
  expect(await taken()).toBe('ann:old-password')
  await signIn('last-password')
  expect(await taken()).toBe('ann:last-password')
})

it('does not repeat a refused sign-in until it is entered again', async () => {
  const { signIn, taken, idOf, proxies, passedSource } = scene()
  await signIn('wrong')
  passedSource()!.refused(await idOf())
  expect(await taken()).toBe('refused')
  await expect(proxies.list()).resolves.toMatchObject([{ address: PROXY, isRefused: true }])
  await signIn('right')
  expect(await taken()).toBe('ann:right')
})

it('does not take the refusal of an earlier sign-in for that of the present one', async () => {
  const { signIn, taken, idOf, proxies, passedSource } = scene()
  await signIn('wrong')
  const earlier = await idOf()
  await signIn('right')
  passedSource()!.refused(earlier) // its call was still running
  expect(await taken()).toBe('ann:right')

  passedSource()!.refused(await idOf())
  await proxies.forget(PROXY)
  await signIn('anew') // the new entry has the name of the first one
  expect(await taken()).toBe('ann:anew')
})

it('forgets a sign-in and its password', async () => {
  const { signIn, taken, port, proxies } = scene()
  await signIn('the-password')
  await signIn('another', OTHER)
  await proxies.forget(PROXY)
  expect(await taken()).toBeUndefined()
  expect([...port.entries.keys()]).toEqual([`proxy ${OTHER} v1`])
  await expect(proxies.list()).resolves.toEqual([
    { address: PROXY, inUse: true, isRefused: false },
    { address: OTHER, inUse: false, user: 'ann', isRefused: false },
  ])
})

it.each([
  ['socks5://proxy.corp:1080', 'ann', 'x', 'address'],
  ['http://ann:pw@proxy.corp:3128', 'ann', 'x', 'address'],
  ['http://proxy.corp:3128/', 'ann', 'x', 'address'],
  [PROXY, '', 'x', 'user'],
  [PROXY, 'a:b', 'x', 'user'],
  [PROXY, 'a\nb', 'x', 'user'],
  [PROXY, 'ann', 'x\ny', 'password'],
])('refuses %j with %j and %j, and keeps nothing', async (address, user, password, field) => {
  const { signIn, port, database } = scene()
  expect(await failureOf(() => signIn(password, address, user))).toMatchObject({ kind: 'invalid', field })
  expect([port.entries.size, database.truth.proxySignIns.all()]).toEqual([0, []])
})

it('is asked by the network while the vault is open, and no longer', () => {
  const { proxies, passedSource } = scene()
  expect(passedSource()).toBeDefined()
  proxies.stop()
  expect(passedSource()).toBeUndefined()
})

it('belongs to something: its entry is no orphan, and is counted', async () => {
  const machine = await withKey()
  const password = { from: 'typed', text: 'the-password' } as const
  await machine.vault.proxies.signIn({ address: PROXY, user: 'ann', password })
  await machine.vault.close()
  const vault = machine.open()
  await vault.start()
  await expect(vault.orphans.find()).resolves.toEqual([])
  expect(vault.orphans.count()).toMatchObject({ proxyPasswords: 1 })
  await vault.proxies.forget(PROXY)
  expect(machine.port.entries.has(`proxy ${PROXY} v1`)).toBe(false)
})
