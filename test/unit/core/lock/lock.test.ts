import { expect, it } from 'vitest'
import { makeLock, PASSPHRASE } from './lock-set-up.ts'
import { failureOf } from '../vault-set-up.ts'

/* The three states of the lock: off, open, locked. */

it('is off until it is set, open after it was set, and locked on request', async () => {
  const { start, changes } = makeLock()
  const lock = start()
  lock.lock('hand')
  expect([lock.view().state, lock.isLocked()]).toEqual(['off', false])
  await lock.set(PASSPHRASE)
  expect(lock.view().state).toBe('open')
  lock.lock('idle')
  expect(lock.view()).toMatchObject({ state: 'locked', by: 'idle', removal: { state: 'not-asked' } })
  lock.lock('screen')
  expect(lock.view()).toMatchObject({ by: 'idle' })
  expect(changes).toEqual(['open to open', 'open to locked'])
})

it('opens with its passphrase, however its accents were typed, and with no other', async () => {
  const { start } = makeLock()
  const lock = start()
  await lock.set('caf\u00e9 au lait')
  for (const wrong of ['', 'cafe au lait', 'caf\u00e9 au lait ', 'CAF\u00c9 AU LAIT']) {
    lock.lock('hand')
    expect(await failureOf(() => lock.unlock(wrong))).toMatchObject({ kind: 'lock', why: 'wrong' })
    expect(lock.isLocked()).toBe(true)
    await lock.unlock('cafe\u0301 au lait')
    expect(lock.isLocked()).toBe(false)
  }
})

it('keeps of the passphrase nothing but its salted hash and what it cost', async () => {
  const { start, database } = makeLock()
  await start().set(PASSPHRASE)
  const first = database.truth.lock.read()!
  expect(JSON.stringify(first)).not.toContain(PASSPHRASE)
  expect(first.passphrase).toMatchObject({ n: 16, r: 1, p: 1 })
  const other = makeLock()
  await other.start().set(PASSPHRASE)
  expect(other.database.truth.lock.read()!.passphrase.hash).not.toBe(first.passphrase.hash)
})

it('refuses a short passphrase, and a second lock', async () => {
  const lock = makeLock().start()
  expect(await failureOf(() => lock.set('seven77'))).toEqual({
    kind: 'invalid',
    field: 'passphrase',
    why: 'too-short',
  })
  expect(lock.view().state).toBe('off')
  await lock.set(PASSPHRASE)
  expect(await failureOf(() => lock.set('another passphrase'))).toEqual({ kind: 'lock', why: 'set' })
  const both = makeLock().start()
  const ends = await Promise.allSettled([both.set(PASSPHRASE), both.set('another passphrase')])
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('starts locked once it is set', async () => {
  const { start, locked } = makeLock()
  await (await locked()).unlock(PASSPHRASE)
  const again = start()
  expect(again.view()).toMatchObject({ state: 'locked', by: 'start' })
  await again.unlock(PASSPHRASE)
  expect(again.isLocked()).toBe(false)
})

it('is changed and turned off with the passphrase only', async () => {
  const { start } = makeLock()
  const lock = start()
  await lock.set(PASSPHRASE)
  expect(await failureOf(() => lock.change('wrong one', 'a new passphrase'))).toMatchObject({ why: 'wrong' })
  await lock.change(PASSPHRASE, 'a new passphrase')
  expect(await failureOf(() => lock.turnOff(PASSPHRASE))).toMatchObject({ why: 'wrong' })
  await lock.turnOff('a new passphrase')
  expect([lock.view().state, start().view().state]).toEqual(['off', 'off'])
  expect(await failureOf(() => lock.turnOff('a new passphrase'))).toEqual({ kind: 'lock', why: 'off' })
})

it('is proved by its passphrase alone, and where none is set by nothing', async () => {
  const lock = makeLock().start()
  await lock.prove(undefined)
  await lock.set(PASSPHRASE)
  expect(await failureOf(() => lock.prove(undefined))).toMatchObject({ kind: 'lock', why: 'wrong' })
  expect(await failureOf(() => lock.prove('wrong one'))).toMatchObject({ kind: 'lock', why: 'wrong' })
  await lock.prove(PASSPHRASE)
  expect(lock.isLocked()).toBe(false)
})

/* Guessing. */

it('lets three wrong passphrases pass and makes every further try wait, longer each time', async () => {
  const { locked, pass, clock } = makeLock()
  const lock = await locked()
  for (let tries = 0; tries < 2; tries += 1)
    expect(await failureOf(() => lock.unlock('wrong one'))).toEqual({ kind: 'lock', why: 'wrong' })
  expect(await failureOf(() => lock.unlock('wrong one'))).toEqual({
    kind: 'lock',
    why: 'wrong',
    retryAt: clock.now() + 5_000,
  })
  expect(await failureOf(() => lock.unlock(PASSPHRASE))).toEqual({
    kind: 'lock',
    why: 'wait',
    retryAt: clock.now() + 5_000,
  })
  pass(5_000)
  expect(await failureOf(() => lock.unlock('wrong one'))).toMatchObject({ retryAt: clock.now() + 10_000 })
  pass(10_000)
  await lock.unlock(PASSPHRASE)
  lock.lock('hand')
  expect(await failureOf(() => lock.unlock('wrong one'))).toEqual({ kind: 'lock', why: 'wrong' })
})

it('counts wrong passphrases across restarts of the program and the machine, and clock changes', async () => {
  const { locked, start, clock, machine, pass } = makeLock()
  const lock = await locked()
  for (let tries = 0; tries < 3; tries += 1) await failureOf(() => lock.unlock('wrong one'))
  clock.pass(86_400_000 * 365) // only the clock moves
  expect(await failureOf(() => start().unlock(PASSPHRASE))).toMatchObject({ why: 'wait' })
  machine.uptimeMs = 1_000 // after a restart of the machine
  const again = start()
  expect(await failureOf(() => again.unlock(PASSPHRASE))).toMatchObject({ why: 'wait' })
  pass(4_000)
  expect(await failureOf(() => again.unlock('wrong one'))).toMatchObject({ retryAt: clock.now() + 10_000 })
})

it('gives no try for nothing to many at once, or to one whose program ended meanwhile', async () => {
  const { locked, database } = makeLock()
  const lock = await locked()
  const many = Array.from({ length: 20 }, () => failureOf(() => lock.unlock('wrong one')))
  expect((await Promise.all(many)).map((error) => 'why' in error && error.why)).toEqual([
    ...Array<string>(3).fill('wrong'),
    ...Array<string>(17).fill('wait'),
  ])
  const other = makeLock()
  const begun = await other.locked()
  void begun.unlock('wrong one').catch(() => undefined)
  await Promise.resolve()
  expect(other.database.truth.lock.read()!.failures).toBe(1)
  expect(database.truth.lock.read()!.failures).toBe(3)
})

it('makes no try that the disk does not take, and says so', async () => {
  const { locked, start, database, clock, pass } = makeLock()
  const lock = await locked()
  for (let tries = 0; tries < 3; tries += 1) await failureOf(() => lock.unlock('wrong one'))
  pass(5_000)
  database.refuse = (call) => call === 'lock.write'
  for (const passphrase of ['wrong one', PASSPHRASE])
    expect(await failureOf(() => lock.unlock(passphrase))).toEqual({ kind: 'vault', why: 'disk-full' })
  expect([lock.isLocked(), database.truth.lock.read()!.failures]).toEqual([true, 3])
  database.refuse = undefined
  // A restart that forgot the tries would not impose the wait of the fourth one.
  expect(await failureOf(() => start().unlock('wrong one'))).toMatchObject({ retryAt: clock.now() + 10_000 })
})

it('opens although the disk refuses to note that the passphrase was right', async () => {
  const { locked, database, unexpected } = makeLock()
  const lock = await locked()
  let writes = 0
  database.refuse = (call) => call === 'lock.write' && (writes += 1) > 1
  await lock.unlock(PASSPHRASE)
  expect([lock.isLocked(), unexpected.length]).toEqual([false, 1])
})

/* The derivation. */

it('leaves the main thread free while it derives', async () => {
  const lock = makeLock().start()
  let turns = 0
  const count = setInterval(() => void (turns += 1), 1)
  await lock.set(PASSPHRASE)
  clearInterval(count)
  expect(turns).toBeGreaterThan(0)
})

it('makes no new hash before the passphrase is proved', async () => {
  const { start, database, costsRead } = makeLock()
  const lock = start()
  await lock.set(PASSPHRASE)
  const before = costsRead()
  const changes = Array.from({ length: 20 }, () =>
    failureOf(() => lock.change('wrong one', 'a new passphrase')),
  )
  const ends = await Promise.all(changes)
  expect(ends.map((error) => 'why' in error && error.why)).toEqual([
    ...Array<string>(3).fill('wrong'),
    ...Array<string>(17).fill('wait'),
  ])
  expect(costsRead()).toBe(before)
  expect(database.truth.lock.read()!.failures).toBe(3)
})

it.each([
  ['eight blanks', ' '.repeat(8), 'too-short'],
  ['seven characters between blanks', '  seven77  ', 'too-short'],
  ['characters that cannot be seen', 'abc\u200b\u200b\u200b\u200b\u200b', 'too-short'],
  ['one character', 'aaaaaaaaaaaa', 'too-simple'],
  ['three characters', 'abcABCabcABC', 'too-simple'],
  ['one word between blanks', 'aa aa aa aa aa', 'too-simple'],
])('refuses %s as a new passphrase', async (_what, passphrase, why) => {
  const lock = makeLock().start()
  const refusal = { kind: 'invalid', field: 'passphrase', why }
  expect(await failureOf(() => lock.set(passphrase))).toEqual(refusal)
  await lock.set(PASSPHRASE)
  expect(await failureOf(() => lock.change(PASSPHRASE, passphrase))).toEqual(refusal)
})
