/** The guarantees of every keychain, fake or real, through the port that the core uses. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withNeutralValues } from '../../electron/core/keychain/neutral-values.ts'
import type { EntryName, KeychainPort } from '../../electron/core/ports/keychain.ts'
import { Secret } from '../../electron/core/ports/secret.ts'

export interface KeychainUnderTest {
  readonly port: KeychainPort
  /** A second port on the same keychain, as after a restart. */
  reopen(): KeychainPort
  lock(): Promise<void> | void
  unlock(): Promise<void> | void
  /** Removes the only keyring while the service keeps running. Missing for keychains without keyrings. */
  removeKeyring?(): Promise<void> | void
  /** The user who answers prompts. Missing if the system has no prompts. */
  readonly person?: {
    /** Sets the answer to every later prompt. */
    answer(end: 'done' | 'dismissed'): void
    /** The number of prompts so far. */
    shown(): number
  }
  /** From now on no service answers. */
  leave(): Promise<void> | void
  close(): Promise<void> | void
}

const NAME = 'key grafana-prod-3f9a2c1x v1' as EntryName
const OTHER = 'key grafana-prod-3f9a2c1x v2' as EntryName

const text = (secret: Secret | undefined) => secret?.use((bytes) => bytes.toString('utf8'))
const write = (port: KeychainPort, name: EntryName, value: string) => port.write(name, Secret.fromText(value))
const trouble = (why: string) =>
  expect.objectContaining({
    name: 'Failure',
    error: expect.objectContaining({ kind: 'keychain', why }) as unknown,
  }) as unknown

/** Awaits all calls at once, because a call that rejects before it is awaited counts as unhandled. */
const allRejected = (calls: readonly Promise<unknown>[], reason: unknown) =>
  Promise.all(calls.map((call) => expect(call).rejects.toEqual(reason)))

/** Registers the suite. `open` returns an unlocked keychain that has none of the suite's entries. */
export function testKeychain(name: string, open: () => Promise<KeychainUnderTest> | KeychainUnderTest): void {
  describe(`keychain: ${name}`, () => {
    let keychain: KeychainUnderTest
    let port: KeychainPort

    beforeEach(async () => {
      keychain = await open()
      port = withNeutralValues(keychain.port)
    })
    afterEach(() => keychain.close())

    it('reports that it is ready, and its name', async () => {
      const { state, backend } = await port.probe()
      expect(state).toBe('ready')
      expect(backend).toMatch(/\S/)
    })

    it('returns nothing for a name that was never written', async () => {
      expect(await port.read(NAME)).toBeUndefined()
      expect(await port.remove(NAME)).toBe(false)
    })

    it.each([
      ['one character', 'x'],
      ['2,000 bytes', 'abcd'.repeat(500)],
      ['many scripts', 'pässwörd ключ مفتاح 鍵 🔑'],
      ['line ends', 'first\nsecond\r\nthird\n'],
      ['white space at both ends', ' \t secret \t '],
      ['every printable character', String.fromCharCode(...Array.from({ length: 95 }, (_, at) => at + 32))],
      ['control characters', '\u0001\u001b[31m\u007f'],
      ['NUL', 'before\0after'],
      ['backslashes', '\\n \\\\ \\'],
      ['60,000 bytes in lines', `${'abcdefghi'.repeat(7)}\n`.repeat(938)],
    ])('returns a written value byte for byte: %s', async (_what, value) => {
      await write(port, NAME, value)
      expect(text(await port.read(NAME))).toBe(value)
    })

    it('returns bytes that are no text', async () => {
      const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x80])
      await port.write(NAME, new Secret(Buffer.from(bytes)))
      expect((await port.read(NAME))?.use((read) => read.equals(bytes))).toBe(true)
    })

    it('distinguishes entries by their full names', async () => {
      await write(port, NAME, 'one')
      await write(port, OTHER, 'two')
      expect(text(await port.read(NAME))).toBe('one')
      expect(await port.remove(NAME)).toBe(true)
      expect(await port.read(NAME)).toBeUndefined()
      expect(text(await port.read(OTHER))).toBe('two')
    })

    it('keeps its entries when the program ends', async () => {
      await write(port, NAME, 'survivor')
      expect(text(await withNeutralValues(keychain.reopen()).read(NAME))).toBe('survivor')
    })

    it('does not wipe the secret of its caller', async () => {
      const secret = Secret.fromText('mine')
      await port.write(NAME, secret)
      expect(secret.wiped).toBe(false)
    })

    it('distinguishes a locked keychain from an empty one, and loses nothing by the lock', async () => {
      await write(port, NAME, 'kept')
      await keychain.lock()
      expect((await port.probe()).state).toBe('locked')
      await expect(port.read(NAME)).rejects.toEqual(trouble('locked'))
      await expect(port.read(OTHER)).rejects.toEqual(trouble('locked'))
      await expect(write(port, OTHER, 'late')).rejects.toEqual(trouble('locked'))
      await expect(port.remove(NAME)).rejects.toEqual(trouble('locked'))
      await keychain.unlock()
      expect((await port.probe()).state).toBe('ready')
      expect(text(await port.read(NAME))).toBe('kept')
      expect(await port.read(OTHER)).toBeUndefined()
    })

    it('shows a prompt only on request, and unlocks when the user answers it', async ({ skip }) => {
      const { person } = keychain
      if (person === undefined) return skip()
      await write(port, NAME, 'kept')
      await keychain.lock()
      const before = person.shown()
      await port.probe()
      await allRejected(
        [port.read(NAME), write(port, OTHER, 'late'), port.remove(NAME), port.names()],
        trouble('locked'),
      )
      expect(person.shown()).toBe(before)

      person.answer('dismissed')
      expect(await port.prompts?.unlock()).toBe('dismissed')
      expect(person.shown()).toBeGreaterThan(before)
      expect((await port.probe()).state).toBe('locked')

      person.answer('done')
      expect(await port.prompts?.unlock()).toBe('done')
      expect((await port.probe()).state).toBe('ready')
      expect(text(await port.read(NAME))).toBe('kept')
    })

    it('shows no prompt for an unlock while it is unlocked', async ({ skip }) => {
      if (keychain.person === undefined) return skip()
      keychain.person.answer('done')
      expect(await port.prompts?.unlock()).toBe('done')
      expect((await port.probe()).state).toBe('ready')
    })

    it('refuses every value without a keyring, and accepts values after the user has created one', async ({
      skip,
    }) => {
      const { person } = keychain
      if (person === undefined || keychain.removeKeyring === undefined) return skip()
      await write(port, NAME, 'lost with its keyring')
      await keychain.removeKeyring()
      expect((await port.probe()).state).toBe('no-keyring')
      const before = person.shown()
      await allRejected(
        [write(port, OTHER, 'early'), port.read(NAME), port.remove(NAME)],
        trouble('no-keyring'),
      )
      expect(person.shown()).toBe(before)

      person.answer('dismissed')
      expect(await port.prompts?.createKeyring()).toBe('dismissed')
      expect((await port.probe()).state).toBe('no-keyring')

      person.answer('done')
      expect(await port.prompts?.createKeyring()).toBe('done')
      expect((await port.probe()).state).toBe('ready')
      expect(await port.read(NAME)).toBeUndefined()
      await write(port, OTHER, 'kept')
      expect(text(await port.read(OTHER))).toBe('kept')
    })

    it('distinguishes an absent keychain from an empty one', async () => {
      await write(port, NAME, 'kept')
      await keychain.leave()
      expect((await port.probe()).state).toBe('absent')
      await expect(port.read(NAME)).rejects.toEqual(trouble('absent'))
      await expect(write(port, OTHER, 'late')).rejects.toEqual(trouble('absent'))
      await expect(port.remove(NAME)).rejects.toEqual(trouble('absent'))
    })
  })
}
