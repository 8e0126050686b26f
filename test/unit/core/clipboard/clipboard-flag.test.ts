import { expect, it } from 'vitest'
import { addByHand, makeMachine, settle } from '../vault-set-up.ts'

/* A program that is killed clears nothing. The next start does. */

/** A machine on which a program has copied a secret and was then killed. */
async function killedAfterCopy() {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  await vault.copy.key({ key })
  expect(machine.clipboard.text).toBe('typed-1')
  return { ...machine, mark: () => machine.database.truth.clipboard.read()[0] }
}

it('a secret that a killed program left on the clipboard is cleared at the next start', async () => {
  const { open, clipboard, mark } = await killedAfterCopy()
  await open().start()
  expect(clipboard.text).toBe('')
  expect(mark()).toBeUndefined()
})

it('what was copied elsewhere since is left alone', async () => {
  const { open, clipboard, mark } = await killedAfterCopy()
  clipboard.text = 'a shopping list'
  await open().start()
  expect(clipboard.text).toBe('a shopping list')
  expect(mark()).toBeUndefined()
})

it('with a keychain that is locked at the start it is cleared once that opens', async () => {
  const { open, clipboard, port, mark } = await killedAfterCopy()
  port.lock()
  const vault = open()
  await vault.start()
  expect(clipboard.text).toBe('typed-1')
  expect(mark()).toBeDefined()
  port.unlock()
  await vault.checkKeychain()
  await settle()
  expect(clipboard.text).toBe('')
})

it('the flag is down again when the secret was cleared, by the clock and at the end', async () => {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  const mark = () => machine.database.truth.clipboard.read()[0]
  await vault.copy.key({ key })
  expect(mark()).toBeDefined()
  machine.clock.pass(30_000)
  await settle()
  expect(mark()).toBeUndefined()
  await vault.copy.key({ key })
  await vault.close()
  expect(mark()).toBeUndefined()
})

it('neither the secret nor the key of its mark is in the database', async () => {
  const { port, mark } = await killedAfterCopy()
  const key = port.entries.get('clipboard mark')
  expect(key).toHaveLength(44)
  expect(mark()).not.toContain('typed-1')
  expect(mark()).not.toContain(key)
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
    const marks = machine.database.truth.clipboard.read()
    expect(marks[0]).toBe(machine.clipboard.fingerprint(secret))
    seen.push(marks.length)
    return writeSecret(secret)
  }
  await vault.copy.key({ key: first })
  await vault.copy.key({ key: second })
  expect(seen).toEqual([1, 2])
  expect(machine.database.truth.clipboard.read()).toHaveLength(1)
})

it('a secret that a killed program left and that cannot be cleared is tried again', async () => {
  const { open, clipboard, clock, mark } = await killedAfterCopy()
  clipboard.isStuck = true
  const vault = open()
  await vault.start()
  expect(vault.snapshot().notices.map(({ kind }) => kind)).toEqual(['clipboard-stuck'])
  expect(mark()).toBeDefined()
  clipboard.isStuck = false
  clock.pass(1_000)
  await settle()
  expect(clipboard.text).toBe('')
  expect(mark()).toBeUndefined()
})

it('reads a flag that an older program has set', async () => {
  const { open, clipboard, database, mark } = await killedAfterCopy()
  database.truth.clipboard.write(mark() as never) // one text instead of a list
  expect(database.truth.clipboard.read()).toHaveLength(1)
  await open().start()
  expect(clipboard.text).toBe('')
})
