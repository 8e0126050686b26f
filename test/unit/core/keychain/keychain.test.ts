import { describe, expect, it } from 'vitest'
import { createKeychain } from '../../../../electron/core/keychain/keychain.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import type { KeychainHealth } from '../../../../shared/contract/snapshot.ts'
import { NAME, OTHER, failure, setUp, text, trouble } from './keychain-set-up.ts'

describe('keeping', () => {
  it('writes, reads back, and says which backend has it', async () => {
    const { keychain, port } = setUp()
    const secret = Secret.fromText('s3cret')
    await expect(keychain.keep(NAME, secret)).resolves.toEqual({ backend: 'Fake keychain' })
    expect(port.entries).toEqual(new Map([[NAME, 's3cret']]))
    expect(port.calls.slice(port.calls.indexOf(`write ${NAME}`))).toEqual([`write ${NAME}`, `read ${NAME}`])
    expect(secret.wiped).toBe(false)
  })

  it('never overwrites a different value', async () => {
    const { keychain, port } = setUp()
    port.entries.set(NAME, 'the older one')
    await expect(keychain.keep(NAME, Secret.fromText('s3cret'))).rejects.toEqual(trouble('mismatch'))
    expect(port.entries.get(NAME)).toBe('the older one')
    expect(port.calls).not.toContain(`write ${NAME}`)
  })

  it('takes an equal value that is already there as kept, without writing', async () => {
    const { keychain, port } = setUp()
    port.entries.set(NAME, 's3cret')
    await expect(keychain.keep(NAME, Secret.fromText('s3cret'))).resolves.toEqual({
      backend: 'Fake keychain',
    })
    expect(port.calls).not.toContain(`write ${NAME}`)
  })

  it.each(['loseNextWrite', 'garbleNextWrite'] as const)(
    'does not believe a write that it cannot read back (%s)',
    async (fault) => {
      const { keychain, port } = setUp()
      port[fault]()
      await expect(keychain.keep(NAME, Secret.fromText('s3cret'))).rejects.toEqual(trouble('mismatch'))
    },
  )

  it.each([
    ['', 'empty'],
    ['x'.repeat(2_501), 'too-long'],
  ])('refuses what a keychain does not keep whole, before it is asked (%#)', async (value, why) => {
    const { keychain, port } = setUp({ maxBytes: 2_500 })
    await expect(keychain.keep(NAME, Secret.fromText(value))).rejects.toEqual(
      failure({ kind: 'secret', why }),
    )
    expect(port.calls).toEqual([])
  })

  it.each([
    ['plain', 'x'.repeat(40), 'x'.repeat(41)],
    // 15 bytes of prefix, and 24 bytes of base64 for 18 bytes
    ['encoded', 'é'.repeat(9), 'é'.repeat(10)],
  ])(
    'keeps a value of exactly the limit, counted in the bytes that are stored (%s)',
    async (_how, fits, not) => {
      const { keychain, port } = setUp({ maxBytes: 40 })
      await keychain.keep(NAME, Secret.fromText(fits))
      expect(Buffer.byteLength(port.entries.get(NAME)!)).toBeLessThanOrEqual(40)
      await expect(keychain.keep(OTHER, Secret.fromText(not))).rejects.toEqual(
        failure({ kind: 'secret', why: 'too-long' }),
      )
      expect(port.entries.has(OTHER)).toBe(false)
    },
  )

  it('says before the provider is asked whether a value will fit in the form in which it is stored', () => {
    const { keychain } = setUp({ maxBytes: 2_500 })
    const check = (text: string) => () => keychain.checkFits(Secret.fromText(text))
    expect(check('x'.repeat(2_500))).not.toThrow()
    expect(check('x'.repeat(2_501))).toThrow(failure({ kind: 'secret', why: 'too-long' }))
    expect(check('x\n'.repeat(900))).not.toThrow()
    expect(check('x\n'.repeat(1_000))).toThrow(failure({ kind: 'secret', why: 'too-long' }))
    expect(() => setUp().keychain.checkFits(Secret.fromText('x\n'.repeat(500_000)))).not.toThrow()
  })

  it.each([
    ['NUL', Buffer.from('a\0b')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ['several lines', Buffer.from('-----BEGIN KEY-----\nabc\n-----END KEY-----\n')],
    ['blanks at the ends, and a backslash', Buffer.from(' \\n ')],
  ])('gives the keychain one line of plain ASCII, and gives back the bytes (%s)', async (_what, bytes) => {
    const { keychain, port } = setUp()
    await keychain.keep(NAME, new Secret(Buffer.from(bytes)))
    expect(port.entries.get(NAME)).toMatch(/^[!-[\]-~]+$/)
    expect((await keychain.take(NAME))?.use((read) => read.equals(bytes))).toBe(true)
  })

  it('knows an equal value that an earlier version has stored as it was, and leaves it so', async () => {
    const { keychain, port } = setUp()
    port.entries.set(NAME, 'one\ntwo\n')
    expect(text(await keychain.take(NAME))).toBe('one\ntwo\n')
    await keychain.keep(NAME, Secret.fromText('one\ntwo\n'))
    expect(port.entries.get(NAME)).toBe('one\ntwo\n')
  })

  it('keeps what was asked for even if the caller wipes its own while waiting', async () => {
    const { keychain, port } = setUp()
    const secret = Secret.fromText('s3cret')
    const kept = keychain.keep(NAME, secret)
    secret.wipe()
    await kept
    expect(port.entries.get(NAME)).toBe('s3cret')
  })
})

describe('reading', () => {
  it('returns the value, or undefined without an entry', async () => {
    const { keychain, port } = setUp()
    port.entries.set(NAME, 's3cret')
    expect(text(await keychain.take(NAME))).toBe('s3cret')
    await expect(keychain.take(OTHER)).resolves.toBeUndefined()
  })

  it('wipes what it lent, also when the use fails', async () => {
    const { keychain, port } = setUp()
    port.entries.set(NAME, 's3cret')
    let lent: Secret | undefined
    const use = keychain.use(NAME, (secret) => {
      lent = secret
      throw new Error(`${String(text(secret)?.length)} characters`)
    })
    await expect(use).rejects.toThrow('6 characters')
    expect(lent?.wiped).toBe(true)
    await expect(keychain.use(NAME, async (secret) => text(secret))).resolves.toBe('s3cret')
  })

  it('says no-entry only when the keychain is open', async () => {
    const { keychain, port } = setUp()
    await expect(keychain.use(NAME, () => 1)).rejects.toEqual(trouble('no-entry'))
    port.lock()
    await expect(keychain.use(NAME, () => 1)).rejects.toEqual(trouble('locked'))
    port.leave()
    await expect(keychain.take(NAME)).rejects.toEqual(trouble('absent'))
  })

  it('distinguishes a missing entry from a keychain that was swapped', async () => {
    const { keychain, port } = setUp()
    port.entries.set(NAME, 's3cret')
    expect(text(await keychain.take(NAME, 'Fake keychain'))).toBe('s3cret')
    await expect(keychain.take(OTHER, 'Fake keychain')).resolves.toBeUndefined()
    port.become('Another keychain')
    await expect(keychain.take(NAME, 'Fake keychain')).rejects.toEqual(
      failure({ kind: 'keychain', why: 'changed', backend: 'Another keychain' }),
    )
    expect(keychain.health()).toMatchObject({ state: 'ready', backend: 'Another keychain' })
  })

  it('forgets one entry and says whether there was one', async () => {
    const { keychain, port } = setUp()
    port.entries.set(NAME, 'a').set(OTHER, 'b')
    await expect(keychain.forget(NAME)).resolves.toBe(true)
    await expect(keychain.forget(NAME)).resolves.toBe(false)
    expect(port.entries).toEqual(new Map([[OTHER, 'b']]))
  })

  it('hands out nothing of an unforeseen error but that the keychain refused', async () => {
    const { port, clock } = setUp()
    const broken = { ...port, maxBytes: undefined, read: () => Promise.reject(new Error('/home/me s3cret')) }
    const keychain = createKeychain({ port: broken, clock })
    await expect(keychain.take(NAME)).rejects.toEqual(trouble('refused'))
  })
})

describe('health', () => {
  it('is unchecked until the keychain has been asked', () => {
    expect(setUp().keychain.health()).toEqual({ state: 'unchecked', backend: '' })
  })

  it('notifies when its state changes, and only then', async () => {
    const { keychain, port, states, stop } = setUp()
    await keychain.probe()
    await keychain.keep(NAME, Secret.fromText('a'))
    expect(states).toEqual(['ready'])
    port.lock()
    await keychain.probe()
    await keychain.take(NAME).catch(() => undefined)
    expect(states).toEqual(['ready', 'locked'])
    port.leave()
    await keychain.take(NAME).catch(() => undefined)
    port.unlock()
    await keychain.take(NAME)
    expect(states).toEqual(['ready', 'locked', 'absent', 'ready'])
    stop()
    port.lock()
    await keychain.probe()
    expect(states).toHaveLength(4)
  })

  it('names the backend and the time of the last look', async () => {
    const { keychain, clock } = setUp()
    clock.pass(5_000)
    const health: KeychainHealth = await keychain.probe()
    expect(health).toEqual({ state: 'ready', backend: 'Fake keychain', checkedAt: clock.now() })
  })

  it('stays ready when only an entry was odd', async () => {
    const { keychain, states } = setUp()
    await keychain.use(NAME, () => 1).catch(() => undefined)
    expect(states).toEqual(['ready'])
  })
})
