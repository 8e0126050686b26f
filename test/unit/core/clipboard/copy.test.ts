import { describe, expect, it } from 'vitest'
import { addByHand, failureOf, makeMachine, settle, withKey } from '../vault-set-up.ts'

async function setUp() {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  const kinds = () => machine.database.truth.history.list({ limit: 9, key }).map(({ kind }) => kind)
  const cleared = () => machine.fake.pushed('clipboard:cleared').map((one) => one.cleared)
  return { ...machine, vault, key, kinds, cleared }
}

describe('a copied secret', () => {
  it('is on the clipboard, in the history and on the key', async () => {
    const { vault, key, clipboard, clock, kinds, database } = await setUp()
    expect(await vault.copy.key({ key })).toEqual({ clearsAt: clock.now() + 30_000 })
    expect(clipboard.text).toBe('typed-1')
    expect(kinds()[0]).toBe('copied')
    expect(database.truth.keys.get(key)!.copiedAt).toBe(clock.now())
  })

  it('is cleared after thirty seconds, not before', async () => {
    const { vault, key, clipboard, clock, cleared } = await setUp()
    await vault.copy.key({ key })
    clock.pass(29_999)
    expect(clipboard.text).toBe('typed-1')
    clock.pass(1)
    await settle()
    expect(clipboard.text).toBe('')
    expect(cleared()).toEqual([true])
  })

  it('is cleared when the user has set', async () => {
    const { vault, key, clipboard, clock } = await setUp()
    vault.changeSettings({ clipboardSeconds: 5 })
    await vault.copy.key({ key })
    clock.pass(5_000)
    await settle()
    expect(clipboard.text).toBe('')
  })

  it('is left alone when something else was copied since', async () => {
    const { vault, key, clipboard, clock, cleared } = await setUp()
    await vault.copy.key({ key })
    clipboard.text = 'a shopping list'
    clock.pass(30_000)
    await settle()
    expect(clipboard.text).toBe('a shopping list')
    expect(cleared()).toEqual([false])
  })

  it('has its full time again when copied again', async () => {
    const { vault, key, clipboard, clock } = await setUp()
    await vault.copy.key({ key })
    clock.pass(20_000)
    await vault.copy.key({ key })
    clock.pass(29_999)
    await settle()
    expect(clipboard.text).toBe('typed-1')
    clock.pass(1)
    await settle()
    expect(clipboard.text).toBe('')
  })

  it('is cleared at the user’s word, once', async () => {
    const { vault, key, clipboard, clock, cleared } = await setUp()
    await vault.copy.key({ key })
    await vault.copy.clear()
    expect(clipboard.text).toBe('')
    await vault.copy.clear()
    clock.pass(60_000)
    await settle()
    expect(cleared()).toEqual([true])
  })

  it('is cleared when the program ends, and nothing of it is left waiting', async () => {
    const { vault, key, clipboard, clock } = await setUp()
    await vault.copy.key({ key })
    await vault.close()
    expect(clipboard.text).toBe('')
    expect(clock.waiting).toBe(0)
  })

  it('is cleared later when another program held the clipboard', async () => {
    const { vault, key, clipboard, clock, fake } = await setUp()
    await vault.copy.key({ key })
    clipboard.refuseNext()
    clock.pass(30_000)
    await settle()
    expect(fake.unexpected.map(({ where }) => where)).toEqual(['clear the clipboard'])
    expect(clipboard.text).toBe('typed-1')
    await vault.close()
    expect(clipboard.text).toBe('')
  })

  it('never gets onto the clipboard when its clearing cannot be set', async () => {
    const { vault, key, clipboard, database } = await setUp()
    database.refuse = (call) => call === 'settings.read'
    expect(await failureOf(() => vault.copy.key({ key }))).toMatchObject({ kind: 'vault' })
    expect(clipboard.text).toBe('')
  })

  it('that the clipboard refuses is not called copied', async () => {
    const { vault, key, clipboard, kinds } = await setUp()
    clipboard.refuseNext()
    expect(await failureOf(() => vault.copy.key({ key }))).toEqual({ kind: 'clipboard', why: 'refused' })
    expect(kinds()).toEqual(['key-added'])
  })

  it('may be an earlier one, by its number', async () => {
    const { vault, key, clipboard } = await setUp()
    await vault.byHand.paste({ key, secret: { from: 'typed', text: 'typed-2' } })
    await vault.copy.key({ key, version: 1 })
    expect(clipboard.text).toBe('typed-1')
    await vault.copy.key({ key })
    expect(clipboard.text).toBe('typed-2')
    expect(await failureOf(() => vault.copy.key({ key, version: 9 }))).toEqual({
      kind: 'not-found',
      what: 'version',
    })
  })

  it('is missing where none is held', async () => {
    const { vault, cloud, account, keyNamed } = await withKey()
    cloud.add('no secret stored')
    await vault.sync.start(account)
    expect(await failureOf(() => vault.copy.key({ key: keyNamed('no secret stored').id }))).toEqual({
      kind: 'secret-missing',
    })
  })

  it.each([
    ['locked', (port: Awaited<ReturnType<typeof setUp>>['port']) => port.lock()],
    ['absent', (port: Awaited<ReturnType<typeof setUp>>['port']) => port.leave()],
    ['changed', (port: Awaited<ReturnType<typeof setUp>>['port']) => port.become('Other keychain')],
    ['no-entry', (port: Awaited<ReturnType<typeof setUp>>['port']) => port.entries.clear()],
  ])('says of a keychain that it is %s', async (why, trouble) => {
    const { vault, key, port, clipboard } = await setUp()
    trouble(port)
    expect(await failureOf(() => vault.copy.key({ key }))).toMatchObject({ kind: 'keychain', why })
    expect(clipboard.text).toBe('')
  })

  it('and another at once: each has its turn, the last one stays for its full time', async () => {
    const { vault, key, clipboard, clock, fake } = await setUp()
    const other = await addByHand(vault, 'other')
    await Promise.all([vault.copy.key({ key }), vault.copy.key({ key: other }), vault.copy.key({ key })])
    expect(clipboard.text).toBe('typed-1')
    clock.pass(29_999)
    await settle()
    expect(clipboard.text).toBe('typed-1')
    clock.pass(1)
    await settle()
    expect(clipboard.text).toBe('')
    expect(fake.unexpected).toEqual([])
  })

  it('that is made while the last one falls due is not cleared with it', async () => {
    const { vault, key, clipboard, clock } = await setUp()
    await vault.copy.key({ key })
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const writeSecret = clipboard.writeSecret.bind(clipboard)
    clipboard.writeSecret = async (secret) => {
      await promise
      return writeSecret(secret)
    }
    const again = vault.copy.key({ key })
    await settle()
    clock.pass(30_000)
    resolve(undefined)
    await again
    await settle()
    expect(clipboard.text).toBe('typed-1')
  })

  it('that cannot be cleared is reported, retried at growing intervals, and reported as cleared', async () => {
    const { vault, key, clipboard, clock, cleared } = await setUp()
    const notices = () => {
      const { notices: all } = vault.snapshot()
      return all.map(({ kind }) => kind)
    }
    await vault.copy.key({ key })
    clipboard.isStuck = true
    clock.pass(30_000)
    await settle()
    expect(notices()).toEqual(['clipboard-stuck'])
    expect(await failureOf(() => vault.copy.clear())).toEqual({ kind: 'clipboard', why: 'not-cleared' })
    for (const waitMs of [2_000, 4_000, 8_000]) {
      clock.pass(waitMs)
      await settle()
    }
    expect([clipboard.text, cleared()]).toEqual(['typed-1', []])
    clipboard.isStuck = false
    clock.pass(60_000)
    await settle()
    expect([clipboard.text, cleared(), notices()]).toEqual(['', [true], []])
  })

  it('that a clipboard manager puts back is taken off again', async () => {
    const { vault, key, clipboard, clock } = await setUp()
    await vault.copy.key({ key })
    await vault.copy.clear()
    clipboard.text = 'typed-1'
    clock.pass(1_000)
    await settle()
    expect(clipboard.text).toBe('')
    clipboard.text = 'typed-1'
    clipboard.isStuck = true
    clock.pass(1_000)
    await settle()
    expect(vault.snapshot().notices.map(({ kind }) => kind)).toEqual(['clipboard-stuck'])
  })

  it('keeps the end of the program waiting while it cannot be cleared, but not for ever', async () => {
    const { vault, key, clipboard, database } = await setUp()
    await vault.copy.key({ key })
    clipboard.isStuck = true
    await vault.close()
    expect(clipboard.text).toBe('typed-1')
    expect(database.truth.clipboard.read()).toHaveLength(1) // the flag stays for the next start
  })
})

describe('a revealed secret', () => {
  it('is handed out with its end, and the history knows', async () => {
    const { vault, key, clock, kinds, clipboard } = await setUp()
    expect(await vault.copy.revealSecret({ key })).toEqual({
      secret: 'typed-1',
      hidesAt: clock.now() + 20_000,
    })
    expect(kinds()[0]).toBe('revealed')
    expect(clipboard.text).toBe('')
  })

  it('is not copied if the history cannot be written', async () => {
    const { vault, key, database } = await setUp()
    database.refuse = (call) => call === 'history.add'
    expect(await failureOf(() => vault.copy.revealSecret({ key }))).toMatchObject({ kind: 'vault' })
  })
})

describe('a secret that is not saved yet', () => {
  it('is copied from its sealed response after a restart, and the history knows', async () => {
    const ready = await withKey()
    const answer = ready.cloud.holdNext()
    const running = ready.vault.rotation.regenerate(ready.key)
    await settle()
    ready.port.refuseNext('write')
    answer()
    const { operation } = await running
    await ready.vault.close()
    const next = ready.open()
    await next.copy.unsaved(operation)
    expect(ready.clipboard.text).toBe(ready.cloud.handedOut.at(-1)!.secret)
    expect(ready.database.truth.history.list({ limit: 1 })[0]).toMatchObject({
      kind: 'copied',
      key: ready.key,
    })
    await next.close()
  })

  it('is missing where no answer came', async () => {
    const ready = await withKey()
    ready.cloud.failNext('lost-after')
    const { operation } = await ready.vault.rotation.regenerate(ready.key)
    expect(await failureOf(() => ready.vault.copy.unsaved(operation))).toEqual({ kind: 'secret-missing' })
  })

  it('that was not understood says so, and stays sealed', async () => {
    const ready = await withKey()
    ready.cloud.failNext('garbage')
    const { operation } = await ready.vault.rotation.regenerate(ready.key)
    expect(await failureOf(() => ready.vault.copy.unsaved(operation))).toMatchObject({
      why: 'not-understood',
    })
    expect(ready.sealedResponses.files.size).toBe(1)
  })
})

describe('several secrets copied as .env', () => {
  it('are one text of lines, which goes from the clipboard like a single one', async () => {
    const { vault, key, clipboard, clock, kinds } = await setUp()
    const other = await addByHand(vault, 'sentry', 'typed-2')
    vault.keys.edit({ key, fields: { environment: 'GRAFANA_KEY' } })
    const done = await vault.copy.env([key, other, key])
    expect(done).toEqual({ clearsAt: clock.now() + 30_000, copied: 2, missing: 0, twice: [] })
    expect(clipboard.text).toBe('GRAFANA_KEY=typed-1\nSENTRY=typed-2\n')
    expect(kinds()[0]).toBe('copied')
    clock.pass(30_000)
    await settle()
    expect(clipboard.text).toBe('')
  })

  it('say which variables several keys have, and how many keys hold no secret', async () => {
    const { vault, cloud, keyNamed } = await withKey()
    cloud.add('bare')
    await vault.sync.all()
    const [one, other] = [await addByHand(vault, 'one', 'a'), await addByHand(vault, 'other', 'b')]
    for (const key of [one, other]) vault.keys.edit({ key, fields: { environment: 'TOKEN' } })
    const done = await vault.copy.env([one, other, keyNamed('bare').id])
    expect(done).toMatchObject({ copied: 2, missing: 1, twice: ['TOKEN'] })
  })

  it('are copied all or none', async () => {
    const { vault, key, clipboard } = await setUp()
    const other = await addByHand(vault, 'lines', 'first\nsecond\u0001')
    const before = clipboard.text
    const refused = await failureOf(() => vault.copy.env([key, other]))
    expect(refused).toMatchObject({ kind: 'secret' })
    expect(clipboard.text).toBe(before)
    expect(await failureOf(() => vault.copy.env([]))).toEqual({ kind: 'secret-missing' })
  })
})
