import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createChosenKeychain } from '../../../../electron/core/keychain/chosen-keychain.ts'
import { clipboardEntry } from '../../../../electron/core/keychain/entry-names.ts'
import { createKeychain } from '../../../../electron/core/keychain/keychain.ts'
import { createMoving } from '../../../../electron/core/keychain/moving.ts'
import type { EntryName, KeychainPort } from '../../../../electron/core/ports/keychain.ts'
import type { SealedVault, StorageChoice } from '../../../../electron/core/ports/sealed-vault.ts'
import type { VersionRecord } from '../../../../electron/core/ports/store.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import type { MoveProgress, SecretPlace } from '../../../../shared/contract/sealed-vault.ts'
import { KeyId } from '../../../../shared/model/model.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakeKeychain } from '../../../fakes/keychain.ts'
import { fakeSealedVault, sealedDisk } from '../../../fakes/sealed-vault.ts'

const KEYCHAIN = 'Fake keychain'
const SEALED = 'Sealed vault'
const nameOf = (version: number) => `key demo-00000001 v${version}` as EntryName
const valueOf = (version: number) => `value ${version}`

/** Both places and the rows on one machine, which outlive each program. */
function machine(versions: number) {
  const system = new Map<string, string>()
  const disk = sealedDisk()
  disk.passphrase = 'p'
  const rows = new Map<number, VersionRecord>()
  for (let version = 1; version <= versions; version += 1) {
    system.set(nameOf(version), valueOf(version))
    rows.set(version, {
      key: KeyId.parse('demo-00000001'),
      version,
      entry: nameOf(version),
      backend: KEYCHAIN,
      origin: 'typed',
      madeAt: 0,
      validity: 'valid',
    })
  }
  return { system, disk, rows }
}

type Machine = ReturnType<typeof machine>

const KILLED = 'killed'

/**
 * One program on the machine, killed before its outside call number `killAt`, counted from 0. Its earlier effects stay. `chosen` runs after each
 * choice.
 */
async function program(
  { system, disk, rows }: Machine,
  killAt = Infinity,
  chosen: (choice: StorageChoice) => void = () => undefined,
) {
  let calls = 0
  let transactions = 0
  const step = <T>(run: () => Promise<T>): Promise<T> => {
    if (calls++ >= killAt) return Promise.reject(new Error(KILLED))
    return run()
  }
  const stepped = (port: KeychainPort): KeychainPort => ({
    maxBytes: port.maxBytes,
    probe: () => step(() => port.probe()),
    read: (name) => step(() => port.read(name)),
    write: (name, secret) => step(() => port.write(name, secret)),
    remove: (name) => step(() => port.remove(name)),
    names: () => step(() => port.names()),
  })
  const sealedFake = fakeSealedVault(disk)
  await sealedFake.unlock('p')
  const sealed: SealedVault = {
    ...sealedFake,
    keychain: stepped(sealedFake.keychain),
    choose: (choice) => step(() => sealedFake.choose(choice)).then(() => chosen(choice)),
  }
  const systemPort = stepped(fakeKeychain({ entries: system }))
  const keychain = createKeychain({ port: createChosenKeychain(systemPort, sealed), clock: fakeClock() })
  const progress: MoveProgress[] = []
  const nothing = { all: () => [], get: () => undefined, put: () => undefined, remove: () => undefined }
  const moving = createMoving({
    system: systemPort,
    sealed,
    keychain,
    entries: () => new Set([clipboardEntry, ...[...rows.values()].map(({ entry }) => entry)]),
    progress: (one) => void progress.push(one),
    store: {
      transaction(run) {
        transactions += 1
        return run()
      },
      versions: {
        ...nothing,
        all: () => [...rows.values()],
        put(record: VersionRecord) {
          if (calls >= killAt) throw new Error(KILLED)
          rows.set(record.version, record)
        },
      } as never,
      accounts: nothing,
      proxySignIns: nothing,
    },
  })
  return { keychain, moving, progress, calls: () => calls, transactions: () => transactions }
}

async function checkAllReadable(on: Machine): Promise<void> {
  const { keychain } = await program(on)
  for (const { entry, version, backend } of on.rows.values()) {
    const secret = await keychain.take(entry, backend)
    expect(secret?.use((bytes) => bytes.toString())).toBe(valueOf(version))
  }
}

it.each([
  ['sealed-vault', SEALED],
  ['keychain', KEYCHAIN],
] as const)('moves every secret to the %s, records that, and deletes the old ones', async (to, backend) => {
  const on = machine(5)
  if (to === 'keychain') await (await program(on)).moving.move('sealed-vault')
  const { moving, progress } = await program(on)
  expect(await moving.move(to)).toEqual({ moved: 5, kept: 0 })
  expect([on.system.size, on.disk.entries.size]).toEqual(to === 'keychain' ? [5, 0] : [0, 5])
  expect([...on.rows.values()].map((row) => row.backend)).toEqual(Array(5).fill(backend))
  expect(on.disk.choice).toEqual({ uses: to })
  expect(progress.at(0)).toEqual({ phase: 'copying', done: 1, all: 5 })
  expect(progress.at(-1)).toEqual({ phase: 'clearing', done: 5, all: 5 })
  await checkAllReadable(on)
})

it('leaves entries of others where they are', async () => {
  const on = machine(1)
  on.system.set('key others-00000001 v1', 'theirs')
  await (await program(on)).moving.move('sealed-vault')
  expect([...on.system]).toEqual([['key others-00000001 v1', 'theirs']])
  expect(on.disk.entries.has('key others-00000001 v1')).toBe(false)
})

it('changes nothing where the new place has another value', async () => {
  const on = machine(3)
  on.disk.entries.set(nameOf(2), 'another')
  await expect((await program(on)).moving.move('sealed-vault')).rejects.toMatchObject({
    error: { kind: 'keychain', why: 'mismatch' },
  })
  expect(on.disk.choice.uses).toBe('keychain')
  expect(on.system.size).toBe(3)
  expect(on.disk.entries.get(nameOf(2))).toBe('another')
  await checkAllReadable(on)
})

it('takes along what is written while it copies, and does not bring back what is deleted meanwhile', async () => {
  const on = machine(3)
  const { keychain, moving, progress } = await program(on)
  const moved = moving.move('sealed-vault')
  await expect.poll(() => progress.length).toBeGreaterThan(0)
  on.rows.set(9, { ...on.rows.get(1)!, version: 9, entry: nameOf(9) })
  const kept = keychain.keep(nameOf(9), Secret.fromText(valueOf(9)))
  on.rows.delete(1)
  const forgotten = keychain.forget(nameOf(1))
  await Promise.all([moved, kept, forgotten])
  expect([...on.disk.entries.keys()].sort()).toEqual([nameOf(2), nameOf(3), nameOf(9)])
  await checkAllReadable(on)
})

/** Stores version 9 without a row, and returns a function that adds the row. */
function unnamed(on: Machine) {
  on.system.set(nameOf(9), valueOf(9))
  return () => void on.rows.set(9, { ...on.rows.get(1)!, version: 9, entry: nameOf(9) })
}

it('takes along an entry that a row names only after the place was changed', async () => {
  const on = machine(2)
  const addRow = unnamed(on)
  const { moving } = await program(on, Infinity, ({ uses }) => uses === 'sealed-vault' && addRow())
  expect(await moving.move('sealed-vault')).toEqual({ moved: 2, kept: 0 })
  expect(on.system.size).toBe(0)
  await checkAllReadable(on)
})

it('keeps the old entry where the new place has another value under such a name', async () => {
  const on = machine(2)
  const addRow = unnamed(on)
  on.disk.entries.set(nameOf(9), 'another')
  const { moving } = await program(on, Infinity, ({ uses }) => uses === 'sealed-vault' && addRow())
  expect(await moving.move('sealed-vault')).toEqual({ moved: 2, kept: 1 })
  expect([...on.system]).toEqual([[nameOf(9), valueOf(9)]])
  expect(on.disk.entries.get(nameOf(9))).toBe('another')
})

it('takes along an entry of this run that a row names only after the move', async () => {
  const on = machine(2)
  const { keychain, moving } = await program(on)
  const addRow = unnamed(on)
  on.system.delete(nameOf(9))
  await keychain.keep(nameOf(9), Secret.fromText(valueOf(9)))
  await moving.move('sealed-vault')
  expect(on.system.size).toBe(0)
  addRow()
  await checkAllReadable(on)
})

it('leaves each place its own clipboard key, also one of this run', async () => {
  const on = machine(1)
  on.disk.entries.set(clipboardEntry, 'of the sealed vault')
  const { keychain, moving } = await program(on)
  await keychain.keep(clipboardEntry, Secret.fromText('of the keychain'))
  expect(await moving.move('sealed-vault')).toEqual({ moved: 1, kept: 0 })
  expect([...on.system]).toEqual([[clipboardEntry, 'of the keychain']])
  expect(on.disk.entries.get(clipboardEntry)).toBe('of the sealed vault')
})

it('records at the start that secrets are in the sealed vault where a restored database says otherwise', async () => {
  const on = machine(2)
  const before = new Map(on.rows)
  await (await program(on)).moving.move('sealed-vault')
  for (const [version, row] of before) on.rows.set(version, row)
  const { keychain, moving, transactions } = await program(on)
  moving.settle()
  expect(transactions()).toBe(0)
  await keychain.probe()
  moving.settle()
  expect([...on.rows.values()].map(({ backend }) => backend)).toEqual([SEALED, SEALED])
  moving.settle()
  expect(transactions()).toBe(1)
})

it('a program that is killed at any call leaves every secret readable, and the next one ends the move', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ killAt: fc.nat(60), to: fc.constantFrom('keychain', 'sealed-vault') }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (versions, lives) => {
        const on = machine(versions)
        let last: SecretPlace = 'sealed-vault'
        for (const { killAt, to } of lives as { killAt: number; to: SecretPlace }[]) {
          last = on.disk.choice.move?.to ?? to
          await (await program(on, killAt)).moving.move(last).catch(() => undefined)
          await checkAllReadable(on)
        }
        await (await program(on)).moving.move(last)
        await checkAllReadable(on)
        expect([on.system.size, on.disk.entries.size]).toEqual(
          last === 'keychain' ? [versions, 0] : [0, versions],
        )
        expect(on.disk.choice).toEqual({ uses: last })
      },
    ),
    { numRuns: 200 },
  )
})

it('a program that is killed at each call, one after the other, loses nothing', async () => {
  for (let killAt = 0; ; killAt += 1) {
    const on = machine(2)
    const killed = await program(on, killAt)
    await killed.moving.move('sealed-vault').catch(() => undefined)
    await checkAllReadable(on)
    const next = await program(on)
    await next.keychain.probe()
    next.moving.settle()
    if (on.disk.choice.uses === 'sealed-vault')
      expect([...on.rows.values()].map(({ backend }) => backend)).toEqual([SEALED, SEALED])
    if (killed.calls() <= killAt) break
  }
})
