import { describe, expect, it } from 'vitest'
import { addByHand, entryOf, failureOf, makeMachine, withKey } from '../vault-set-up.ts'

const typed = (text: string) => ({ from: 'typed', text }) as const

async function setUp() {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  return { ...machine, vault, key, open_: () => machine.database.truth.operations.open() }
}

describe('a key entered by hand', () => {
  it('is kept with all that was written about it', async () => {
    const { open, database, port } = makeMachine()
    const fields = { name: ' my key ', notes: 'n', tags: ['a'], environment: 'TOKEN', typedExpiry: 5 }
    const { key, outcome } = await open().byHand.add({ secret: typed('s'), fields })
    expect(outcome).toBe('stored')
    expect(database.truth.keys.get(key)).toMatchObject({
      name: 'my key',
      notes: 'n',
      tags: ['a'],
      environment: 'TOKEN',
      expires: { source: 'typed', at: 5 },
      provider: 'manual',
      account: undefined,
      version: 1,
    })
    expect(port.entries.get(entryOf(key, 1))).toBe('s')
    expect(database.truth.versions.get(key, 1)).toMatchObject({ origin: 'typed', validity: 'unknown' })
  })

  it('may come from the clipboard', async () => {
    const { open, clipboard, port } = makeMachine()
    clipboard.text = 'copied elsewhere'
    const { key } = await open().byHand.add({ secret: { from: 'clipboard' }, fields: { name: 'a' } })
    expect(port.entries.get(entryOf(key, 1))).toBe('copied elsewhere')
  })

  it.each([
    [typed('s'), {}, { kind: 'invalid', field: 'name', why: 'required' }],
    [
      typed('s'),
      { name: 'a', environment: '1' },
      { kind: 'invalid', field: 'environment', why: 'malformed' },
    ],
    [typed(''), { name: 'a' }, { kind: 'secret', why: 'empty' }],
    [{ from: 'clipboard' } as const, { name: 'a' }, { kind: 'secret', why: 'clipboard-empty' }],
  ])('that cannot be kept is refused before anything is (%j, %j)', async (secret, fields, error) => {
    const { open, port, database } = makeMachine()
    expect(await failureOf(() => open().byHand.add({ secret, fields }))).toEqual(error)
    expect(port.calls.filter((call) => call.startsWith('write'))).toEqual([])
    expect(database.truth.operations.open()).toEqual([])
  })

  it('that is too long for this keychain is refused before anything is', async () => {
    const { open, port, database } = makeMachine({ maxBytes: 2_500 })
    const secret = typed('ü'.repeat(1_251))
    expect(await failureOf(() => open().byHand.add({ secret, fields: { name: 'a' } }))).toEqual({
      kind: 'secret',
      why: 'too-long',
    })
    expect(port.calls).toEqual([])
    expect(database.truth.operations.open()).toEqual([])
  })

  it('whose keychain refuses is unsaved, is copied from memory, and saved when asked again', async () => {
    const { open, port, database, clipboard } = makeMachine()
    const vault = open()
    port.lock()
    const outcome = await vault.byHand.add({ secret: typed('s'), fields: { name: 'a' } })
    expect(outcome).toMatchObject({ outcome: 'unsaved', error: { kind: 'keychain', why: 'locked' } })
    expect(database.truth.keys.all()).toEqual([])
    expect(vault.atRisk()).toEqual([outcome.operation])
    await vault.copy.unsaved(outcome.operation)
    expect(clipboard.text).toBe('s')
    port.unlock()
    expect((await vault.rotation.resume(outcome.operation)).outcome).toBe('stored')
    expect(database.truth.keys.all()).toMatchObject([{ id: outcome.key, name: 'a', version: 1 }])
    expect(vault.atRisk()).toEqual([])
  })

  it('that was never kept ends rejected with the next start', async () => {
    const machine = makeMachine()
    const vault = machine.open()
    machine.port.lock()
    const { operation } = await vault.byHand.add({ secret: typed('s'), fields: { name: 'a' } })
    await vault.close()
    machine.port.unlock()
    await machine.open().start()
    expect(machine.database.truth.operations.get(operation)!.state).toBe('rejected')
  })
})

describe('a value pasted for a key', () => {
  it('becomes the current one, and the earlier one stays', async () => {
    const { vault, key, port, database } = await setUp()
    expect((await vault.byHand.paste({ key, secret: typed('typed-2') })).outcome).toBe('stored')
    expect([port.entries.get(entryOf(key, 1)), port.entries.get(entryOf(key, 2))]).toEqual([
      'typed-1',
      'typed-2',
    ])
    expect(database.truth.keys.get(key)!.version).toBe(2)
  })

  it('makes a stale secret fresh, and nobody claims that the provider honours it', async () => {
    const { vault, key, database } = await withKey()
    database.truth.keys.put({ ...database.truth.keys.get(key)!, stale: true })
    await vault.byHand.paste({ key, secret: typed('pasted') })
    expect(database.truth.keys.get(key)).toMatchObject({ stale: false, version: 2 })
    expect(database.truth.versions.get(key, 2)!.validity).toBe('unknown')
  })

  it('that the keychain refused blocks its key only until the next start', async () => {
    const { vault, key, port, open, open_ } = await setUp()
    port.lock()
    await vault.byHand.paste({ key, secret: typed('typed-2') })
    expect(await failureOf(() => vault.byHand.paste({ key, secret: typed('typed-3') }))).toEqual({
      kind: 'busy',
      act: 'regenerate',
    })
    await vault.close()
    port.unlock()
    const next = open()
    await next.start()
    expect(open_()).toEqual([])
    expect((await next.byHand.paste({ key, secret: typed('typed-3') })).outcome).toBe('stored')
    await next.copy.key({ key })
  })

  it('whose entry holds something else is never taken for it after a restart', async () => {
    const { vault, key, port, open, database, open_ } = await setUp()
    port.garbleNextWrite('key')
    expect((await vault.byHand.paste({ key, secret: typed('typed-2') })).outcome).toBe('unsaved')
    await vault.close()
    await open().start()
    expect(open_()).toEqual([])
    expect(database.truth.keys.get(key)!.version).toBe(3)
    expect(port.entries.get(entryOf(key, 3))).toBe('typed-2')
  })

  it('that could neither be sealed nor stored ends with the program, and the content of its entry is not used in its place', async () => {
    const { vault, key, port, open, database, open_ } = await setUp()
    port.refuseNext('write', 'rescue')
    port.garbleNextWrite('key')
    expect((await vault.byHand.paste({ key, secret: typed('typed-2') })).outcome).toBe('unsaved')
    expect(vault.atRisk()).toHaveLength(1)
    await vault.close()
    await open().start()
    expect(open_()).toEqual([])
    expect(database.truth.keys.get(key)!.version).toBe(1)
  })

  it('is sealed on the disk before the keychain gets it, and saved from there by the next start', async () => {
    const { vault, key, port, sealedResponses, open, database } = await setUp()
    port.refuseNext('write', 'key')
    const { operation } = await vault.byHand.paste({ key, secret: typed('typed-2') })
    expect([...sealedResponses.files.keys()]).toEqual([operation])
    expect(vault.atRisk()).toEqual([])
    await vault.close()
    await open().start()
    expect(port.entries.get(entryOf(key, 2))).toBe('typed-2')
    expect(database.truth.keys.get(key)!.version).toBe(2)
    expect([sealedResponses.files.size, port.entries.has(`rescue ${operation}`)]).toEqual([0, false])
  })

  it('is found by the next start when the program ended right after the keychain took it', async () => {
    const { vault, key, open, database, open_ } = await setUp()
    database.refuse = (call) => call === 'keys.put'
    expect((await vault.byHand.paste({ key, secret: typed('typed-2') })).outcome).toBe('unsaved')
    await vault.close()
    database.refuse = undefined
    await open().start()
    expect(open_()).toEqual([])
    expect(database.truth.keys.get(key)!.version).toBe(2)
  })

  it('twice at once is refused the second time', async () => {
    const { vault, key } = await setUp()
    const first = vault.byHand.paste({ key, secret: typed('typed-2') })
    expect(await failureOf(() => vault.byHand.paste({ key, secret: typed('typed-3') }))).toMatchObject({
      kind: 'busy',
    })
    expect((await first).outcome).toBe('stored')
  })
})
