import { describe, expect, it } from 'vitest'
import { accountEntry } from '../../../../electron/core/keychain/entry-names.ts'
import { CLOUD, CREDENTIAL } from '../../../fakes/provider.ts'
import { connect, entryOf, failureOf, makeMachine, settle, withKey } from '../vault-set-up.ts'

const typed = (text: string) => ({ from: 'typed', text }) as const
const form = (name = 'Lab', text = CREDENTIAL) => ({
  provider: CLOUD,
  name,
  settings: {},
  credential: typed(text),
})

async function setUp() {
  const machine = makeMachine()
  machine.cloud.add('build')
  const vault = machine.open()
  const account = await connect(vault)
  const record = () => machine.database.truth.accounts.get(account)
  return { ...machine, vault, account, record }
}

describe('connecting an account', () => {
  it('keeps the credential, then the account, then lists its keys', async () => {
    const { record, port, account, keyNamed, database } = await setUp()
    expect(record()).toMatchObject({ name: 'Lab', credentialVersion: 1, credentialBackend: 'Fake keychain' })
    expect(port.entries.get(accountEntry(account, 1))).toBe(CREDENTIAL)
    expect(keyNamed('build').account).toBe(account)
    expect(database.truth.history.list({ limit: 9 }).map(({ kind }) => kind)).toEqual([
      'account-connected',
      'connection-tested',
    ])
  })

  it('keeps no account when the keychain does not take the credential', async () => {
    const { open, port, database } = makeMachine()
    port.refuseNext('write')
    expect(await failureOf(() => open().accounts.connect(form()))).toMatchObject({ kind: 'keychain' })
    expect(database.truth.accounts.all()).toEqual([])
  })

  it('that ends between keychain and database leaves no half account', async () => {
    const { open, port, database } = makeMachine()
    database.refuse = (call) => call === 'accounts.put'
    expect(await failureOf(() => open().accounts.connect(form()))).toMatchObject({ kind: 'vault' })
    expect(database.truth.accounts.all()).toEqual([])
    expect(port.entries.size).toBe(0)
  })

  it.each(['unauthorized', 'forbidden', 'offline', 'timeout', 'unavailable', 'not-understood'] as const)(
    'keeps nothing where the test ends as %s: no account, no entry, no sync',
    async (why) => {
      const { open, port, database, cloud } = makeMachine()
      cloud.trouble = why
      expect(await failureOf(() => open().accounts.connect(form()))).toMatchObject({ kind: 'provider', why })
      await settle()
      expect(database.truth.accounts.all()).toEqual([])
      expect(port.entries.size).toBe(0)
      expect(cloud.calls).toMatchObject({ test: 1, list: 0 })
      expect(database.truth.history.list({ limit: 9 })).toMatchObject([
        { kind: 'connection-tested', error: { kind: 'provider', why } },
        { kind: 'connection-tested', error: undefined },
      ])
    },
  )

  it('returns what the test has found out', async () => {
    const connected = await makeMachine().open().accounts.connect(form())
    expect(connected.report).toMatchObject({ who: 'tester' })
  })

  it('keeps nothing when its test is cancelled, even if the answer is a yes', async () => {
    const { open, port, database, cloud } = makeMachine()
    const answer = cloud.holdTest()
    const { accounts } = open()
    const connecting = failureOf(() => accounts.connect(form()))
    await settle()
    accounts.cancelTest()
    answer()
    expect(await connecting).toMatchObject({ kind: 'provider', why: 'cancelled' })
    expect(database.truth.accounts.all()).toEqual([])
    expect(port.entries.size).toBe(0)
    await accounts.connect(form()) // a test that begins later is not cancelled
    expect(database.truth.accounts.all()).toHaveLength(1)
  })

  it.each([
    [form(''), { kind: 'invalid', field: 'name', why: 'required' }],
    [form('a\nb'), { kind: 'invalid', field: 'name', why: 'malformed' }],
    [form('x'.repeat(10_000)), { kind: 'invalid', field: 'name', why: 'too-long' }],
    [form('Lab', ''), { kind: 'secret', why: 'empty' }],
    [form('Lab', 'a\0'), { kind: 'secret', why: 'contains-nul' }],
    [
      { ...form(), provider: 'no' },
      { kind: 'not-found', what: 'provider' },
    ],
  ])('refuses what cannot be kept before it keeps anything', async (given, error) => {
    const { open, port } = makeMachine()
    expect(await failureOf(() => open().accounts.connect(given))).toEqual(error)
    expect(port.entries.size).toBe(0)
  })

  it('untested, at the user’s word, is kept with its failure when the provider cannot be reached', async () => {
    const { open, cloud, database } = makeMachine()
    cloud.trouble = 'offline'
    const vault = open()
    const { account, report } = await vault.accounts.connect({ ...form(), untested: true })
    await vault.sync.start(account)
    expect(report).toBeUndefined()
    expect(cloud.calls.test).toBe(0)
    expect(database.truth.accounts.all()[0]!.lastSync!.error).toMatchObject({ why: 'offline' })
    expect(database.truth.accounts.all()[0]!.asOf).toBeUndefined()
    expect(database.truth.history.list({ limit: 9 })).toContainEqual(
      expect.objectContaining({ kind: 'account-connected', details: { tested: false } }),
    )
  })
})

describe('the kept credential goes where the user has sent it, and nowhere else', () => {
  it.each(['change', 'testSaved'] as const)(
    '%s to another address requires the credential again',
    async (action) => {
      const { vault, account, record } = await setUp()
      const before = record()
      const elsewhere = { account, settings: { address: 'https://elsewhere.test/' } }
      expect(await failureOf(() => vault.accounts[action](elsewhere))).toEqual({
        kind: 'invalid',
        field: 'credential',
        why: 'required',
      })
      expect(record()).toEqual(before)
    },
  )

  it('takes another address together with the credential', async () => {
    const { vault, account, record } = await setUp()
    const settings = { address: 'https://elsewhere.test/' }
    await vault.accounts.change({ account, settings, credential: typed('another credential') })
    expect(record()?.settings).toEqual(settings)
  })
})

describe('testing an account', () => {
  it('says who we are and keeps nothing', async () => {
    const { open, port, database } = makeMachine()
    expect(await open().accounts.test(form())).toMatchObject({ who: 'tester' })
    expect(port.entries.size).toBe(0)
    expect(database.truth.accounts.all()).toEqual([])
  })

  it('that is connected uses the credential from the keychain', async () => {
    const { vault, account, cloud } = await setUp()
    expect(await vault.accounts.testSaved({ account })).toMatchObject({ who: 'tester' })
    cloud.trouble = 'unauthorized'
    expect(await failureOf(() => vault.accounts.testSaved({ account }))).toMatchObject({
      why: 'unauthorized',
    })
  })

  it('whose credential is gone from the keychain says so', async () => {
    const { vault, account, port } = await setUp()
    port.entries.clear()
    expect(await failureOf(() => vault.accounts.testSaved({ account }))).toEqual({ kind: 'secret-missing' })
  })
})

describe('changing an account', () => {
  it('writes a new credential under a new number, and keeps the old one', async () => {
    const { vault, account, port, record } = await setUp()
    await vault.accounts.change({ account, credential: typed('h0000-second') })
    expect(record()).toMatchObject({ credentialVersion: 2, credentialEntry: accountEntry(account, 2) })
    expect(port.entries.get(accountEntry(account, 1))).toBe(CREDENTIAL)
    expect(port.entries.get(accountEntry(account, 2))).toBe('h0000-second')
  })

  it.each([
    ['a new credential', { credential: typed('h0000-second') }],
    ['other settings', { settings: { region: 'elsewhere' } }],
    ['both', { settings: { region: 'elsewhere' }, credential: typed('h0000-second') }],
  ])('tests %s first, and stays as it is where that fails', async (_, change) => {
    const { vault, account, port, record, cloud } = await setUp()
    const before = record()
    cloud.trouble = 'unauthorized'
    expect(await failureOf(() => vault.accounts.change({ account, ...change }))).toMatchObject({
      why: 'unauthorized',
    })
    expect(record()).toEqual(before)
    expect([...port.entries.values()]).toEqual([CREDENTIAL])
    await vault.accounts.change({ account, ...change, untested: true })
    expect(record()).toMatchObject(
      'settings' in change ? { settings: change.settings } : { credentialVersion: 2 },
    )
  })

  it('asks the provider nothing for another name alone', async () => {
    const { vault, account, record, cloud } = await setUp()
    cloud.trouble = 'offline'
    await vault.accounts.change({ account, name: 'New', settings: {} })
    expect(record()?.name).toBe('New')
    expect(cloud.calls.test).toBe(1)
  })

  it('asks the provider nothing for another colour or emoji of the tile', async () => {
    const { vault, account, record, cloud } = await setUp()
    cloud.trouble = 'offline'
    await vault.accounts.change({ account, sign: { colour: 'teal', emoji: '🧪' } })
    expect(record()?.sign).toEqual({ colour: 'teal', emoji: '🧪' })
    await vault.accounts.change({ account, sign: {} })
    expect(record()?.sign).toEqual({})
    expect(cloud.calls.test).toBe(1)
  })

  it('keeps no entry of a new credential that the database did not take', async () => {
    const { vault, account, port, database } = await setUp()
    database.refuse = (call) => call === 'accounts.put'
    const change = () => vault.accounts.change({ account, credential: typed('h0000-second') })
    expect(await failureOf(change)).toMatchObject({ kind: 'vault' })
    expect([...port.entries.values()]).toEqual([CREDENTIAL])
  })

  it('keeps the old credential when the keychain refuses the new one', async () => {
    const { vault, account, port, record } = await setUp()
    port.refuseNext('write')
    await failureOf(() => vault.accounts.change({ account, credential: typed('h0000-second') }))
    expect(record()).toMatchObject({ credentialVersion: 1, credentialEntry: accountEntry(account, 1) })
  })

  it('can be done again after it ended between keychain and database', async () => {
    const { vault, account, port, record, database } = await setUp()
    database.refuse = (call) => call === 'accounts.put'
    await failureOf(() => vault.accounts.change({ account, credential: typed('h0000-second') }))
    database.refuse = undefined
    await vault.accounts.change({ account, credential: typed('h0000-third') })
    expect(port.entries.get(record()!.credentialEntry)).toBe('h0000-third')
  })

  it('twice at once loses neither', async () => {
    const { vault, account, port, record } = await setUp()
    const credentials = ['h0000-second', 'h0000-third']
    await Promise.all(credentials.map((text) => vault.accounts.change({ account, credential: typed(text) })))
    expect([...port.entries.values()]).toEqual(expect.arrayContaining(credentials))
    expect(port.entries.get(record()!.credentialEntry)).toBe('h0000-third')
  })

  it('names in the history what was changed, never to what', async () => {
    const { vault, account, database } = await setUp()
    await vault.accounts.change({ account, name: 'New', credential: typed('h0000-second') })
    expect(database.truth.history.list({ limit: 1 })[0]).toMatchObject({
      kind: 'account-changed',
      name: 'New',
      details: { fields: 'name, credential' },
    })
  })
})

describe('removing an account', () => {
  it('keeps its keys, their secrets and their history, as keys of nobody', async () => {
    const { vault, account, key, port, database } = await withKey()
    await vault.accounts.remove({ account, name: 'Lab' })
    expect(database.truth.accounts.all()).toEqual([])
    expect(database.truth.keys.get(key)).toMatchObject({ account: undefined, version: 1 })
    expect(port.entries.has(entryOf(key, 1))).toBe(true)
    expect([...port.entries.keys()].filter((name) => name.startsWith('account'))).toEqual([])
    await vault.copy.key({ key })
  })

  it('forgets every credential it ever had', async () => {
    const { vault, account, port } = await setUp()
    await vault.accounts.change({ account, credential: typed('h0000-second') })
    await vault.accounts.remove({ account, name: 'Lab' })
    expect([...port.entries.keys()].filter((name) => name.startsWith('account'))).toEqual([])
  })

  it('is refused under another name', async () => {
    const { vault, account, record } = await setUp()
    expect(await failureOf(() => vault.accounts.remove({ account, name: 'lab' }))).toEqual({
      kind: 'name-mismatch',
    })
    expect(record()).toBeDefined()
  })

  it('keeps the account while the keychain does not forget its credential', async () => {
    const { vault, account, port, record } = await setUp()
    port.refuseNext('remove')
    expect(await failureOf(() => vault.accounts.remove({ account, name: 'Lab' }))).toMatchObject({
      kind: 'keychain',
    })
    expect(record()).toBeDefined()
    await vault.accounts.remove({ account, name: 'Lab' })
    expect(record()).toBeUndefined()
  })

  it('is refused while an operation holds an unsaved secret, even one that began meanwhile', async () => {
    const ready = await withKey()
    const answer = ready.cloud.holdNext()
    const running = ready.vault.rotation.regenerate(ready.key)
    const removing = failureOf(() => ready.vault.accounts.remove({ account: ready.account, name: 'Lab' }))
    await settle()
    ready.port.lock()
    answer()
    expect((await running).outcome).toBe('unsaved')
    expect(await removing).toEqual({ kind: 'busy', act: 'regenerate' })
    expect(ready.database.truth.accounts.get(ready.account)).toBeDefined()
  })

  it('notifies the page of the account and of every key', async () => {
    const { vault, account, key, fake } = await withKey()
    await vault.accounts.remove({ account, name: 'Lab' })
    await settle()
    const last = fake.pushed('app:changed').at(-1)!
    expect(last.accountsGone).toEqual([account])
    expect(last.keys).toMatchObject([{ id: key, account: undefined }])
  })
})
