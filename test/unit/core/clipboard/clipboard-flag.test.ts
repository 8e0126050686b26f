import { expect, it } from 'vitest'
import { addByHand, makeMachine, settle } from '../vault-set-up.ts'

/* A killed program does not clear the clipboard. The next start does. */

/** A machine on which a program was killed after it copied a secret. */
async function killedAfterCopy() {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  await vault.copy.key({ key })
  expect(machine.clipboard.text).toBe('typed-1')
  return { ...machine, fingerprint: () => machine.database.truth.clipboard.read()[0] }
}

it('a secret that a killed program left on the clipboard is cleared at the next start', async () => {
  const { open, clipboard, fingerprint } = await killedAfterCopy()
  await open().start()
  expect(clipboard.text).toBe('')
  expect(fingerprint()).toBeUndefined()
})

it('what was copied elsewhere since is left alone', async () => {
  const { open, clipboard, fingerprint } = await killedAfterCopy()
  clipboard.text = 'a shopping list'
  await open().start()
  expect(clipboard.text).toBe('a shopping list')
  expect(fingerprint()).toBeUndefined()
})

it('with a keychain that is locked at the start it is cleared once that opens', async () => {
  const { open, clipboard, port, fingerprint } = await killedAfterCopy()
  port.lock()
  const vault = open()
  await vault.start()
  expect(clipboard.text).toBe('typed-1')
  expect(fingerprint()).toBeDefined()
  port.unlock()
  await vault.checkKeychain()
  await settle()
  expect(clipboard.text).toBe('')
})

it('the flag is down again when the secret was cleared, by the clock and at the end', async () => {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  const fingerprint = () => machine.database.truth.clipboard.read()[0]
  await vault.copy.key({ key })
  expect(fingerprint()).toBeDefined()
  machine.clock.pass(30_000)
  await settle()
  expect(fingerprint()).toBeUndefined()
  await vault.copy.key({ key })
  await vault.close()
  expect(fingerprint()).toBeUndefined()
})

it('neither the secret nor the key of its fingerprint is in the database', async () => {
  const { port, fingerprint } = await killedAfterCopy()
  const key = port.entries.get('clipboard mark')
  expect(key).toHaveLength(44)
  expect(fingerprint()).not.toContain('typed-1')
  expect(fingerprint()).not.toContain(key)
})

it('a flag that the disk does not take costs no copy', async () => {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  machine.database.refuse = (call) => call === 'clipboard.write'
  await vault.copy.key({ key })
  expect(machine.clipboard.text).toBe('typed-1')
  expect(machine.fake.unexpected.map(({ where }) => where)).toEqual([
    'flag the clipboard',
    'flag the clipboard',
  ])
})

it('the flag names a secret before it is written, and the one before it until then', async () => {
  const machine = makeMachine()
  const vault = machine.open()
  const [first, second] = [await addByHand(vault), await addByHand(vault, 'second')]
  const seen: number[] = []
  const writeSecret = machine.clipboard.writeSecret.bind(machine.clipboard)
  machine.clipboard.writeSecret = async (secret) => {
    const fingerprints = machine.database.truth.clipboard.read()
    expect(fingerprints[0]).toBe(machine.clipboard.fingerprint(secret))
    seen.push(fingerprints.length)
    return writeSecret(secret)
  }
  await vault.copy.key({ key: first })
  await vault.copy.key({ key: second })
  expect(seen).toEqual([1, 2])
  expect(machine.database.truth.clipboard.read()).toHaveLength(1)
})

it('a secret that a killed program left and that cannot be cleared is tried again', async () => {
  const { open, clipboard, clock, fingerprint } = await killedAfterCopy()
  clipboard.isStuck = true
  const vault = open()
  await vault.start()
  expect(vault.snapshot().notices.map(({ kind }) => kind)).toEqual(['clipboard-stuck'])
  expect(fingerprint()).toBeDefined()
  clipboard.isStuck = false
  clock.pass(1_000)
  await settle()
  expect(clipboard.text).toBe('')
  expect(fingerprint()).toBeUndefined()
})

it('reads a flag that an older program has set', async () => {
  const { open, clipboard, database, fingerprint } = await killedAfterCopy()
  database.truth.clipboard.write(fingerprint() as never) // one text instead of a list
  expect(database.truth.clipboard.read()).toHaveLength(1)
  await open().start()
  expect(clipboard.text).toBe('')
})
