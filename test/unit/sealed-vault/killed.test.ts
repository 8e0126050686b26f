import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  cutDisk,
  keychainTrouble,
  makePlace,
  nameOf,
  PASSPHRASE,
  text,
  vaultTrouble,
  write,
} from './vault-place.ts'

const NEXT = 'another horse battery'

const isDone = (action: Promise<unknown>) =>
  action.then(
    () => true,
    () => false,
  )

/** Cuts off `action` at each of its calls, one after the other, and once after its last call. Resolves with the number of calls. */
async function atEveryCall(action: (at: number) => Promise<number>): Promise<number> {
  for (let at = 0; ; at += 1) if ((await action(at)) <= at) return at
}

it('a program that is killed while it makes a vault leaves none, or a whole one', async () => {
  const points = await atEveryCall(async (at) => {
    const place = makePlace()
    const disk = cutDisk('killed')
    disk.cutAt(at)
    const isMade = await isDone(place.open(disk.files).create(PASSPHRASE))
    const state = await place.open().look()
    expect(isMade ? ['locked'] : ['none', 'locked']).toContain(state)
    if (state === 'none') await place.open().create(PASSPHRASE)
    const { keychain } = await place.again()
    await write(keychain, nameOf(1), 'kept')
    expect(text(await keychain.read(nameOf(1)))).toBe('kept')
    return disk.calls()
  })
  expect(points).toBeGreaterThan(10)
})

it('a program that is killed while it writes leaves the entry whole or not at all, and the others whole', async () => {
  const points = await atEveryCall(async (at) => {
    const place = makePlace()
    await write((await place.made()).keychain, nameOf(1), 'before')
    const disk = cutDisk('killed')
    const vault = place.open(disk.files)
    await vault.unlock(PASSPHRASE)
    disk.cutAt(at)
    const isWritten = await isDone(write(vault.keychain, nameOf(2), 'new'))

    const { keychain } = await place.again()
    const found = text(await keychain.read(nameOf(2)))
    expect(isWritten ? ['new'] : ['new', undefined]).toContain(found)
    await write(keychain, nameOf(2), 'new')
    expect(text(await keychain.read(nameOf(1)))).toBe('before')
    expect(text(await keychain.read(nameOf(2)))).toBe('new')
    expect(place.fileNames().filter((name) => name.includes('draft'))).toEqual([])
    return disk.calls()
  })
  expect(points).toBeGreaterThan(5)
})

it('a program that is killed while it changes the passphrase leaves the old one or the new one', async () => {
  const points = await atEveryCall(async (at) => {
    const place = makePlace()
    await write((await place.made()).keychain, nameOf(1), 'kept')
    const disk = cutDisk('killed')
    const vault = place.open(disk.files)
    disk.cutAt(at)
    const isChanged = await isDone(vault.changePassphrase(PASSPHRASE, NEXT))
    const opensOld = await isDone(place.again())
    const opensNew = await isDone(place.again(NEXT))
    expect([opensOld, opensNew]).toEqual(isChanged || opensNew ? [false, true] : [true, false])
    const { keychain } = await place.again(opensNew ? NEXT : PASSPHRASE)
    expect(text(await keychain.read(nameOf(1)))).toBe('kept')
    return disk.calls()
  })
  expect(points).toBeGreaterThan(5)
})

it.each(['ENOSPC', 'EROFS'] as const)(
  'a disk that answers %s at any call loses nothing, and says so',
  async (code) => {
    const why = code === 'ENOSPC' ? 'disk-full' : 'refused'
    await atEveryCall(async (at) => {
      const place = makePlace()
      await write((await place.made()).keychain, nameOf(1), 'before')
      const disk = cutDisk(code)
      const vault = place.open(disk.files)
      await vault.unlock(PASSPHRASE)
      disk.cutAt(at)
      const written = write(vault.keychain, nameOf(2), 'new')
      if (await isDone(written)) return disk.calls()
      await expect(written).rejects.toMatchObject(keychainTrouble(why))
      expect(text(await vault.keychain.read(nameOf(1)))).toBe('before')
      disk.cutAt(Infinity)
      await write(vault.keychain, nameOf(2), 'new')
      expect(text(await vault.keychain.read(nameOf(2)))).toBe('new')
      return disk.calls() + at + 1
    }).catch((error: unknown) => {
      throw error
    })
  },
)

it.each([
  ['ENOSPC', 'whole'],
  ['EROFS', 'whole'],
  ['ENOSPC', 'damaged'],
] as const)(
  'a disk that answers %s while the passphrase is changed leaves the old one, where the first file is %s',
  async (code, first) => {
    /** Resolves with the number of calls. */
    async function changeCutAt(at: number, check: (isChanged: boolean, opens: string[]) => void) {
      const place = makePlace()
      await write((await place.made()).keychain, nameOf(1), 'kept')
      if (first === 'damaged') writeFileSync(place.first, 'no vault')
      const disk = cutDisk(code)
      const vault = place.open(disk.files)
      disk.cutAt(at)
      const isChanged = await isDone(vault.changePassphrase(PASSPHRASE, NEXT))
      const calls = disk.calls()
      // On a disk that refuses writes, so that nothing is repaired in between.
      const later = cutDisk('EROFS')
      later.cutAt(0)
      const opens: string[] = []
      for (const passphrase of [PASSPHRASE, NEXT])
        if (await isDone(place.open(later.files).unlock(passphrase))) opens.push(passphrase)
      check(isChanged, opens)
      return calls
    }
    const all = await changeCutAt(Infinity, (isChanged, opens) =>
      expect([isChanged, opens]).toEqual([true, [NEXT]]),
    )
    // The last call only flushes the name of the first file, which exists by then.
    for (let at = 0; at < all - 1; at += 1)
      await changeCutAt(at, (isChanged, opens) => expect([isChanged, opens]).toEqual([false, [PASSPHRASE]]))
  },
)

it('a full disk refuses a new vault and says so', async () => {
  const place = makePlace()
  const disk = cutDisk('ENOSPC')
  disk.cutAt(2)
  await expect(place.open(disk.files).create(PASSPHRASE)).rejects.toMatchObject(vaultTrouble('disk-full'))
  expect(await place.open().look()).toBe('none')
})

it('a disk that takes no writes keeps nobody from reading', async () => {
  const place = makePlace()
  await write((await place.made()).keychain, nameOf(1), 'kept')
  const disk = cutDisk('EROFS')
  disk.cutAt(0)
  const vault = place.open(disk.files)
  await vault.unlock(PASSPHRASE)
  expect(text(await vault.keychain.read(nameOf(1)))).toBe('kept')
})

interface Action {
  readonly action: 'write' | 'remove' | 'read' | 'restart' | 'change-passphrase'
  readonly version: number
  readonly cutAt: number
}

const actions: fc.Arbitrary<Action> = fc.record({
  action: fc.constantFrom('write', 'write', 'write', 'remove', 'read', 'restart', 'change-passphrase'),
  version: fc.nat(4),
  cutAt: fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, { weight: 2, arbitrary: fc.nat(9) }),
})

const valueOf = (version: number) => `value ${version}`

/** One sealed vault over several programs, and the possible values of each entry: one, or two after a kill. */
async function newLife() {
  const place = makePlace()
  const may = new Map<number, readonly (string | undefined)[]>()
  let passphrase = PASSPHRASE
  let disk = cutDisk('killed')
  let vault = await place.made()

  const other = () => (passphrase === PASSPHRASE ? NEXT : PASSPHRASE)

  async function restart() {
    disk = cutDisk('killed')
    vault = place.open(disk.files)
    if (await isDone(vault.unlock(passphrase))) return
    passphrase = other()
    await vault.unlock(passphrase)
  }

  async function change(version: number, to: string | undefined, action: Promise<unknown>) {
    const before = may.get(version) ?? [undefined]
    may.set(version, (await isDone(action)) ? [to] : [...before, to])
  }

  async function checkOne(version: number) {
    expect(may.get(version) ?? [undefined]).toContain(text(await vault.keychain.read(nameOf(version))))
  }

  const run: Readonly<Record<Action['action'], (version: number) => Promise<unknown>>> = {
    write: (version) => {
      const value = valueOf(version)
      return change(version, value, write(vault.keychain, nameOf(version), value))
    },
    remove: (version) => change(version, undefined, vault.keychain.remove(nameOf(version))),
    read: checkOne,
    restart,
    'change-passphrase': async () => {
      if (await isDone(vault.changePassphrase(passphrase, other()))) passphrase = other()
    },
  }

  return {
    restart,
    async live({ action, version, cutAt }: Action) {
      disk.cutAt(cutAt)
      await run[action](version)
      if (cutAt < Infinity) await restart()
    },
    async check() {
      await restart()
      const names = await vault.keychain.names()
      for (const version of may.keys()) {
        await checkOne(version)
        const isThere = (await vault.keychain.read(nameOf(version))) !== undefined
        expect(names.includes(nameOf(version))).toBe(isThere)
      }
    },
  }
}

it('keeps every entry that was ever stored and not deleted, over any life with any kills', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { maxLength: 25 }), async (steps) => {
      const life = await newLife()
      await life.restart()
      for (const step of steps) await life.live(step)
      await life.check()
    }),
    { numRuns: 25 },
  )
})
