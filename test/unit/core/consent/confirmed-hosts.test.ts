import { describe, expect, it } from 'vitest'
import { hostOf } from '../../../../electron/core/consent/confirmed-hosts.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { CLOUD, CREDENTIAL } from '../../../fakes/provider.ts'
import { addByHand, failureOf, makeMachine, settle } from '../vault-set-up.ts'

const MINE = { address: 'https://cloud.mine.example:8443/api/' }
const HOST = 'cloud.mine.example:8443'
const form = (settings: Record<string, string> = MINE) => ({
  provider: CLOUD,
  name: 'Mine',
  settings,
  credential: { from: 'typed', text: CREDENTIAL } as const,
})

function setUp() {
  const machine = makeMachine()
  const vault = machine.open()
  const kinds = () => machine.database.truth.history.list({ limit: 99 }).map(({ kind }) => kind)
  return { ...machine, vault, person: machine.fake.person, kinds }
}

describe('a credential goes to a host that is not the provider’s own only if the person said yes outside the page', () => {
  it('asks with the whole host before anything is sent, once', async () => {
    const { vault, person, cloud } = setUp()
    await vault.accounts.test(form())
    await vault.accounts.test(form({ address: 'https://cloud.mine.example:8443/other/' }))
    const { account } = await vault.accounts.connect(form())
    await vault.accounts.sync(account)
    await vault.accounts.testSaved({ account })
    expect(person.asked).toEqual([{ about: 'send', provider: 'Cloud', hosts: [HOST] }])
    expect(cloud.calls.test).toBe(4)
  })

  it('asks nothing where the hosts are the provider’s own', async () => {
    const { vault, person } = setUp()
    await vault.accounts.connect(form({}))
    expect(person.asked).toEqual([])
  })

  it('asks again for another port and for plain text', async () => {
    const { vault, person } = setUp()
    for (const address of ['https://a.example/', 'https://a.example:444/', 'http://a.example/'])
      await vault.accounts.test(form({ address }))
    expect(person.asked.map((one) => 'hosts' in one && one.hosts[0])).toEqual([
      'a.example:443',
      'a.example:444',
      'http://a.example:80',
    ])
  })

  it.each(['test', 'connect'] as const)('sends and keeps nothing after a no to %s', async (action) => {
    const { vault, person, cloud, port, database, kinds } = setUp()
    person.agrees = false
    expect(await failureOf(() => vault.accounts[action](form()))).toEqual({
      kind: 'host',
      why: 'refused',
      host: HOST,
    })
    await settle()
    expect([cloud.calls.test, cloud.calls.list, port.entries.size]).toEqual([0, 0, 0])
    expect(database.truth.accounts.all()).toEqual([])
    expect(kinds()).toEqual(['host-refused'])
    person.agrees = true
    await vault.accounts.test(form())
    expect(person.asked).toHaveLength(2) // a refusal is not permanent
  })

  it('changes no account after a no', async () => {
    const { vault, person, database } = setUp()
    const { account } = await vault.accounts.connect(form({}))
    person.agrees = false
    const { credential } = form()
    const change = () => vault.accounts.change({ account, settings: MINE, credential })
    expect(await failureOf(change)).toMatchObject({ kind: 'host', why: 'refused' })
    expect(database.truth.accounts.get(account)?.settings).toEqual({})
  })

  it('does not reach an account of an older vault by itself, and asks when the person syncs it', async () => {
    const { vault, person, database, cloud } = setUp()
    const { account } = await vault.accounts.connect(form({}))
    await settle()
    const { list } = cloud.calls
    database.truth.accounts.put({ ...database.truth.accounts.get(account)!, settings: MINE })
    await vault.sync.all()
    expect(person.asked).toEqual([])
    expect(cloud.calls.list).toBe(list)
    expect(database.truth.accounts.get(account)?.lastSync?.error).toEqual({
      kind: 'host',
      why: 'unconfirmed',
      host: HOST,
    })
    await vault.accounts.sync(account)
    expect(person.asked).toHaveLength(1)
    expect(database.truth.accounts.get(account)?.lastSync?.error).toBeUndefined()
  })

  it('is asked for only after a press in a window', async () => {
    const { vault, person, cloud } = setUp()
    person.presses = false
    expect(await failureOf(() => vault.accounts.test(form()))).toEqual({ kind: 'limit', why: 'no-gesture' })
    expect([person.asked.length, cloud.calls.test]).toEqual([0, 0])
  })

  it('is asked for by one dialog at a time', async () => {
    const { vault, person } = setUp()
    let answer: () => void = () => undefined
    person.thinks = new Promise<void>((resolve) => (answer = resolve))
    const first = vault.accounts.test(form())
    await settle()
    const other = form({ address: 'https://another.example/' })
    expect(await failureOf(() => vault.accounts.test(other))).toEqual({ kind: 'limit', why: 'dialog-open' })
    answer()
    await first
    expect(person.asked).toHaveLength(1)
  })

  it('stays confirmed over a restart', async () => {
    const { vault, person, open } = setUp()
    await vault.accounts.test(form())
    await vault.close()
    await open().accounts.test(form())
    expect(person.asked).toHaveLength(1)
  })
})

it('writes every test of a connection down before it asks, with its host and nothing secret', async () => {
  const { vault, cloud, database, fake } = setUp()
  cloud.trouble = 'unauthorized'
  fake.clipboard.text = 'what-was-on-the-clipboard'
  await failureOf(() => vault.accounts.test({ ...form(), credential: { from: 'clipboard' } }))
  const entries = database.truth.history.list({ limit: 2 })
  expect(entries[1]).toMatchObject({ kind: 'connection-tested', name: 'Cloud', details: { host: HOST } })
  expect(JSON.stringify(entries)).not.toContain('what-was-on-the-clipboard')
})

describe('an address that was typed in', () => {
  async function withLink(consoleUrl = 'https://console.example/keys?id=1#top') {
    const ready = setUp()
    const key = await addByHand(ready.vault)
    ready.vault.keys.edit({ key, fields: { consoleUrl } })
    const open = (id: KeyId = key) => ready.vault.links.open({ to: 'key-console', key: id })
    return { ...ready, key, open }
  }

  it('is shown in full before its host is opened for the first time', async () => {
    const { open, person, fake, key, vault } = await withLink()
    await open()
    vault.keys.edit({ key, fields: { consoleUrl: 'https://console.example/other' } })
    await open()
    expect(person.asked).toEqual([
      { about: 'open', host: 'console.example:443', address: 'https://console.example/keys?id=1#top' },
    ])
    expect(fake.opened).toEqual(['https://console.example/keys?id=1#top', 'https://console.example/other'])
  })

  it('is not opened after a no, nor without a press', async () => {
    const { open, person, fake } = await withLink()
    person.agrees = false
    expect(await failureOf(open)).toMatchObject({ kind: 'host', why: 'refused' })
    person.presses = false
    expect(await failureOf(open)).toEqual({ kind: 'limit', why: 'no-gesture' })
    expect(fake.opened).toEqual([])
  })

  it('does not limit where a credential may be sent', async () => {
    const { open, person, vault } = await withLink('https://cloud.mine.example:8443/')
    await open()
    await vault.accounts.test(form())
    expect(person.asked.map(({ about }) => about)).toEqual(['open', 'send'])
  })

  it('is the catalogue’s without a question, but not without a press', async () => {
    const { vault, person, fake } = setUp()
    await vault.links.open({ to: 'provider-docs', provider: CLOUD })
    person.presses = false
    const docs = () => vault.links.open({ to: 'provider-docs', provider: CLOUD })
    expect(await failureOf(docs)).toEqual({ kind: 'limit', why: 'no-gesture' })
    expect([person.asked.length, fake.opened.length]).toEqual([0, 1])
  })
})

it.each([
  ['https://bücher.example', 'xn--bcher-kva.example:443'],
  ['https://аpple.example:8443', 'xn--pple-43d.example:8443'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['https://[::1]:9', '[::1]:9'],
])('shows %s as the wire has it', (address, shown) => {
  expect(hostOf(new URL(address).origin)).toBe(shown)
})
