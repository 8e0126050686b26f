import { describe, expect, it } from 'vitest'
import { Failure } from '../../../../shared/contract/errors.ts'
import { readInMemory } from '../../../fakes/backup-file.ts'
import { inProcessWorker } from '../../../fakes/worker.ts'
import { addByHand, entryOf, failureOf, settle } from '../vault-set-up.ts'
import { emptyMachine, FILE, restoreAll, secretsOf, WITH, withBackups } from './backup-set-up.ts'

const OLD = Uint8Array.of(1, 2, 3)

/** The folder has an older backup of the same name. */
async function withOlder() {
  const ready = await withBackups()
  ready.files.files.set(FILE, { bytes: OLD, at: 1 })
  const isUntouched = () => {
    expect(ready.files.files.get(FILE)?.bytes).toEqual(OLD)
    expect([...ready.files.files.keys()]).toEqual([FILE])
    expect([...ready.files.drafts]).toEqual([])
    expect(ready.database.truth.backups.read()?.last).toBeUndefined()
  }
  return { ...ready, isUntouched }
}

type Ready = Awaited<ReturnType<typeof withOlder>>

describe('writing a backup', () => {
  it('replaces an older one, and remembers it', async () => {
    const { write, vault, files, clock, fake } = await withOlder()
    const counts = await write()
    expect(counts).toMatchObject({ accounts: 1, keys: 2, secrets: 4, missing: 0 })
    expect(vault.backups.state().last).toEqual({
      ...{ at: clock.now(), path: FILE, isAutomatic: false },
      ...{ keys: 2, secrets: 4, missing: 0 },
    })
    expect([...files.drafts]).toEqual([])
    expect(vault.store.history.list({ limit: 1 })).toMatchObject([{ kind: 'backup-made' }])
    expect(fake.pushed('backup:progress').at(-1)).toEqual({ work: 'backup', done: 1 })
  })

  it.each([0, 1, 200, 1_000])('leaves the older one on a disk that is full after %i bytes', async (bytes) => {
    const { write, files, isUntouched } = await withOlder()
    files.freeBytes = bytes
    expect(await failureOf(write)).toEqual({ kind: 'file', why: 'disk-full' })
    isUntouched()
    files.freeBytes = Infinity
    await write()
  })

  it.each(['begin', 'write', 'sync', 'commit'] as const)(
    'leaves the older one where the folder goes away at %s',
    async (at) => {
      const { write, files, isUntouched } = await withOlder()
      const begin = files.begin.bind(files)
      files.begin = async (path) => {
        if (at === 'begin') files.isGone = true
        const file = await begin(path)
        const gone = async <T>(run: () => Promise<T>) => {
          files.isGone = true
          return run()
        }
        return at === 'begin'
          ? file
          : { ...file, [at]: (bytes: Uint8Array) => gone(() => file[at](bytes) as Promise<unknown>) }
      }
      expect(await failureOf(write)).toEqual({ kind: 'backup', why: 'folder-gone' })
      files.isGone = false
      isUntouched()
      files.begin = begin
      await write()
    },
  )

  it.each([
    ['changed', (file: Uint8Array) => file.map((byte, at) => (at === file.length - 20 ? byte ^ 1 : byte))],
    ['cut short', (file: Uint8Array) => file.subarray(0, -20)],
    ['nothing at all', () => new Uint8Array()],
  ])('is no backup where what is read back is %s', async (_, damage) => {
    const { write, files, isUntouched } = await withOlder()
    files.damage = damage
    expect(await failureOf(write)).toEqual({ kind: 'backup', why: 'not-verified' })
    isUntouched()
  })

  it('is no backup without what the keychain refuses', async () => {
    const { write, port, byHand, isUntouched } = await withOlder()
    port.refuseNext('read', entryOf(byHand, 1))
    expect(await failureOf(write)).toMatchObject({ kind: 'keychain', why: 'refused' })
    isUntouched()
  })

  it('counts what the keychain does not have', async () => {
    const { write, port, byHand, vault } = await withBackups()
    port.entries.delete(entryOf(byHand, 1))
    expect(await write()).toMatchObject({ secrets: 3, missing: 1 })
    expect(vault.backups.state().last).toMatchObject({ missing: 1 })
  })

  it.each([
    ['cancelled', ({ vault }: Ready) => vault.backups.cancel()],
    ['ended with the vault', ({ vault }: Ready) => void vault.close()],
  ])('leaves the older one when it is %s', async (_, end) => {
    const ready = await withOlder()
    const { write, files, isUntouched } = ready
    const begin = files.begin.bind(files)
    files.begin = async (path) => {
      end(ready)
      return begin(path)
    }
    expect(await failureOf(write)).toEqual({ kind: 'work', why: 'cancelled' })
    await settle()
    isUntouched()
  })

  it('runs alone', async () => {
    const { write, vault } = await withBackups()
    const writing = write()
    for (const other of [
      write,
      () => vault.backups.open(FILE, WITH),
      () => vault.backups.rehearse(WITH, FILE),
    ])
      expect(await failureOf(other)).toEqual({ kind: 'backup', why: 'busy' })
    await writing
    await vault.backups.open(FILE, WITH)
  })

  it('holds a secret that an operation brings home meanwhile', async () => {
    const { write, files, port, vault, key, database } = await withBackups()
    port.refuseNext('write', entryOf(key, 2))
    expect(await vault.rotation.regenerate(key)).toMatchObject({ outcome: 'unsaved' })
    await write() // recovery continues as soon as the keychain answers
    expect(database.truth.operations.open()).toEqual([])
    const other = emptyMachine(files)
    await restoreAll(other.open())
    await other.open().start()
    await settle()
    expect(secretsOf(other).build?.all).toContain(port.entries.get(entryOf(key, 2)))
  })
})

describe('open operations', () => {
  it('travel with their sealed responses, and end on the other machine', async () => {
    const { write, files, leaveUnsaved, cloud, database } = await withBackups()
    await leaveUnsaved()
    const [left] = database.truth.operations.open()
    database.truth.operations.put({ ...left!, completion: {} })
    await write()
    const other = emptyMachine(files)
    expect(await restoreAll(other.open())).toMatchObject({ operations: 1, failed: [] })
    expect(other.database.truth.operations.open()).toMatchObject([{ state: 'unsaved', completion: {} }])
    const next = other.open()
    await next.start()
    await settle()
    expect(other.database.truth.operations.open()).toEqual([])
    expect(secretsOf(other).build?.current).toBe(cloud.handedOut.at(-1)?.secret)
    expect([...other.sealedResponses.files.keys()]).toEqual([])
  })

  it('that are done travel with what their key still lacks, together with the key', async () => {
    const { write, files, vault, account, database } = await withBackups()
    const made = await vault.rotation.create(account, { label: 'fresh' })
    const error = {
      kind: 'incomplete',
      lacks: ['the access list'],
      reason: { kind: 'secret-missing' },
    } as const
    const record = { ...database.truth.operations.get(made.operation)!, completion: { error } }
    database.truth.operations.put(record)
    await write()
    const other = emptyMachine(files)
    expect(await restoreAll(other.open())).toMatchObject({ operations: 1, failed: [] })
    expect(other.database.truth.operations.incomplete()).toMatchObject([
      { id: made.operation, state: 'done', completion: { error } },
    ])
    expect((await vault.backups.open(FILE, WITH)).keys.every(({ status }) => status === 'same')).toBe(true)
    expect(await restoreAll(vault)).toMatchObject({ operations: 0, keys: 0 })
  })

  it('are not brought back where they have ended since', async () => {
    const { write, leaveUnsaved, vault, database } = await withBackups()
    const { save } = await leaveUnsaved()
    await write()
    await save()
    expect((await vault.backups.open(FILE, WITH)).keys.map(({ status }) => status)).toEqual(['same', 'same'])
    expect(await restoreAll(vault)).toMatchObject({ operations: 0, keys: 0 })
    expect(database.truth.operations.open()).toEqual([])
  })
})

describe('restoring', () => {
  it('stops after the current key when it is cancelled, and continues the next time', async () => {
    const { write, files, vault } = await withBackups()
    for (let at = 0; at < 45; at++) await addByHand(vault, `key ${at}`, `secret-${at}`)
    await write()
    const other = emptyMachine(files)
    const there = other.open()
    const { id, keys } = await there.backups.open(FILE, WITH)
    const stop = new AbortController()
    const put = other.port.write.bind(other.port)
    let written = 0
    other.port.write = async (entry, secret) => {
      if (++written === 10) stop.abort()
      return put(entry, secret)
    }
    const all = { accounts: [], keys: keys.map((one) => one.id) }
    const { left, failed, keys: done } = await there.backups.restore(id, all, stop.signal)
    expect(failed).toEqual([])
    expect(left).toBeGreaterThan(0)
    expect(Object.keys(secretsOf(other))).toHaveLength(done)
    expect((await restoreAll(there)).keys).toBe(keys.length - done)
    expect(Object.keys(secretsOf(other))).toHaveLength(keys.length)
  })

  it('keeps what it has opened while another call requests a dry run', async () => {
    const { write, files } = await withBackups()
    await write()
    const other = emptyMachine(files)
    const there = other.open()
    const { id, accounts, keys } = await there.backups.open(FILE, WITH)
    const ids = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id)
    const restoring = there.backups.restore(id, { accounts: ids(accounts), keys: ids(keys) })
    expect(await failureOf(() => there.backups.open(FILE, WITH))).toEqual({ kind: 'backup', why: 'busy' })
    there.backups.close(id)
    expect(await restoring).toMatchObject({ keys: 2, failed: [], left: 0 })
  })

  it('holds no secret that was being read when the lock closed it', async () => {
    const { write, vault } = await withBackups()
    await write()
    const opening = vault.backups.open(FILE, WITH)
    vault.backups.close()
    const { id } = await opening
    const restored = () => vault.backups.restore(id, { accounts: [], keys: [] })
    expect(await failureOf(restored)).toEqual({ kind: 'backup', why: 'ended' })
  })

  it('brings a key back whole that was deleted here since the dry run', async () => {
    const { write, vault, byHand, ...machine } = await withBackups()
    await write()
    const before = secretsOf(machine)
    await vault.byHand.paste({ key: byHand, secret: { from: 'typed', text: 'typed-3' } })
    await vault.keys.forgetVersion({ key: byHand, version: 2, name: 'by hand' })
    const { id, keys } = await vault.backups.open(FILE, WITH)
    expect(keys).toContainEqual(expect.objectContaining({ id: byHand, status: 'differs' }))
    await vault.keys.forget({ key: byHand, name: 'by hand' })
    expect(await vault.backups.restore(id, { accounts: [], keys: [byHand] })).toMatchObject({ failed: [] })
    expect(secretsOf(machine)).toEqual(before)
  })

  it('needs the dry run that is open', async () => {
    const { write, vault } = await withBackups()
    await write()
    const { id } = await vault.backups.open(FILE, WITH)
    vault.backups.close(id)
    const restored = () => vault.backups.restore(id, { accounts: [], keys: [] })
    expect(await failureOf(restored)).toEqual({ kind: 'backup', why: 'ended' })
  })

  it('stops at a full disk, and says what was not reached', async () => {
    const { write, files } = await withBackups()
    await write()
    const other = emptyMachine(files)
    const vault = other.open()
    other.database.refuse = (call) => call === 'transaction'
    const result = await restoreAll(vault)
    expect(result.failed).toMatchObject([{ error: { kind: 'vault', why: 'disk-full' } }])
    expect(result.left).toBeGreaterThan(0)
    other.database.refuse = undefined
    expect((await restoreAll(vault)).failed).toEqual([])
  })

  it('says so where the file was damaged, and changes nothing', async () => {
    const { write, files } = await withBackups()
    await write()
    const file = files.files.get(FILE)!
    files.files.set(FILE, { ...file, bytes: file.bytes.subarray(0, -30) })
    const other = emptyMachine(files)
    expect(await failureOf(() => other.open().backups.open(FILE, WITH))).toEqual({
      kind: 'backup',
      why: 'damaged',
    })
    expect(other.port.entries.size).toBe(0)
  })

  it('is asked of the keychain first: without its answer nobody can say what is the same', async () => {
    const { write, vault, port } = await withBackups()
    await write()
    port.lock()
    await expect(vault.backups.open(FILE, WITH)).rejects.toThrow(Failure)
  })
})

it('writes what a stranger can read', async () => {
  const { write, files } = await withBackups()
  await write()
  const { counts } = await readInMemory(inProcessWorker(), WITH, files.files.get(FILE)!.bytes)
  expect(counts).toMatchObject({ keys: 2, secrets: 4 })
  expect(Buffer.from(files.files.get(FILE)!.bytes).includes('typed-1')).toBe(false)
})
