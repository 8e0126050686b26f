import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import * as realFiles from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBackupFiles, type Disk } from '../../../electron/store/backup-files.ts'
import { IDENTITY, RECIPIENT } from '../../fakes/backup-file.ts'
import { quickWorker } from '../../fakes/worker.ts'
import { withKey } from '../core/vault-set-up.ts'

const DAY_MS = 86_400_000
const BACKUP = '.keyhold.age'

/** The real disk, with `before` called ahead of each call. `before` may throw. */
function watchedDisk() {
  const disk = { calls: 0, before: (() => undefined) as (call: number) => void }
  const watch =
    <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      disk.calls += 1
      disk.before(disk.calls)
      return run(...args)
    }
  const open = watch(realFiles.open)
  const files = {
    rename: watch(realFiles.rename),
    rm: watch(realFiles.rm),
    realpath: watch(realFiles.realpath),
    readdir: watch(realFiles.readdir as (...args: unknown[]) => Promise<unknown>),
    stat: watch(realFiles.stat as (...args: unknown[]) => Promise<unknown>),
    open: async (...args: Parameters<typeof realFiles.open>) => {
      const handle = await open(...args)
      for (const name of ['writeFile', 'sync', 'read'] as const) {
        const run = (handle[name] as (...given: unknown[]) => Promise<unknown>).bind(handle)
        Object.assign(handle, { [name]: watch(run) })
      }
      // The system closes the file even if it then reports an error of earlier writes.
      const closed = watch(async () => undefined)
      const close = handle.close.bind(handle)
      return Object.assign(handle, {
        close: async () => {
          await close()
          await closed()
        },
      })
    },
  } as unknown as Disk
  return { disk, files }
}

/** A vault with automatic backups, which has two backups and keeps two. */
async function makeVault() {
  const root = mkdtempSync(join(tmpdir(), 'keyhold-faults-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const folder = join(root, 'stick')
  await realFiles.mkdir(folder)
  const { disk, files } = watchedDisk()
  const { vault, clock } = await withKey({
    world: { backupFiles: createBackupFiles(files), worker: quickWorker() },
  })
  await vault.backups.setAutomatic({ folder, recipients: [RECIPIENT], everyDays: 1, keep: 2 })
  for (let made = 0; made < 2; made += 1) {
    clock.jump(DAY_MS)
    await vault.backups.writeAutomatic()
  }
  const names = () => readdirSync(folder).sort()
  const old = new Map(names().map((name) => [name, readFileSync(join(folder, name))]))
  expect(old.size).toBe(2)

  /** Makes one automatic backup, in a folder that is reset to its initial state. */
  async function attempt(before: (call: number) => void): Promise<{ error: unknown; calls: number }> {
    for (const name of names()) if (!old.has(name)) rmSync(join(folder, name))
    for (const [name, bytes] of old) writeFileSync(join(folder, name), bytes)
    clock.jump(DAY_MS)
    disk.calls = 0
    disk.before = before
    const error = await vault.backups.writeAutomatic().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    disk.before = () => undefined
    return { error, calls: disk.calls }
  }

  /** Counts the old backups that still exist unchanged. Checks that every other backup in the folder can be restored. */
  async function check(): Promise<{ readonly oldLeft: number; readonly added: number }> {
    let [oldLeft, added] = [0, 0]
    for (const name of names().filter((one) => one.endsWith(BACKUP))) {
      const bytes = old.get(name)
      if (bytes !== undefined) {
        expect(readFileSync(join(folder, name)).equals(bytes)).toBe(true)
        oldLeft += 1
      } else {
        added += 1
        const using = { kind: 'identities', text: IDENTITY } as const
        const { rehearsal } = await vault.backups.rehearse(using, join(folder, name))
        expect(rehearsal?.outcome).not.toBe('failed')
      }
    }
    return { oldLeft, added }
  }

  return { folder, attempt, check, names }
}

const fault = (code: string) => Object.assign(new Error(code), { code })

describe('an automatic backup on a faulty disk', () => {
  it('makes many calls to the disk, and without a fault replaces the oldest backup', async () => {
    const { attempt, check, names } = await makeVault()
    const { error, calls } = await attempt(() => undefined)
    expect(error).toBeUndefined()
    expect(calls).toBeGreaterThan(15)
    expect(await check()).toEqual({ oldLeft: 1, added: 1 })
    expect(names()).toHaveLength(2)
  })

  it.each(['ENOSPC', 'EIO', 'EROFS', 'EACCES'])(
    'keeps the old backups whole, whichever one call fails with %s',
    async (code) => {
      const { attempt, check, names } = await makeVault()
      const { calls } = await attempt(() => undefined)
      for (let failing = 1; failing <= calls; failing += 1) {
        const { error } = await attempt((call) => {
          if (call === failing) throw fault(code)
        })
        const { oldLeft, added } = await check()
        // A failed backup removes no older one; a backup that replaces an older one is complete.
        expect(oldLeft).toBeGreaterThanOrEqual(error === undefined ? 1 : 2)
        if (error === undefined) expect(added).toBe(1)
        else expect(error).toHaveProperty('error.kind')
        expect(names().filter((name) => name.endsWith('.tmp'))).toEqual([])
      }
    },
    60_000,
  )

  it('keeps the old backups whole, from whichever call on the disk fails', async () => {
    const { attempt, check } = await makeVault()
    const { calls } = await attempt(() => undefined)
    for (let first = 1; first <= calls; first += 1) {
      const { error } = await attempt((call) => {
        if (call >= first) throw fault('EIO')
      })
      const { oldLeft, added } = await check()
      expect(oldLeft).toBeGreaterThanOrEqual(error === undefined ? 1 : 2)
      if (error === undefined) expect(added).toBe(1)
    }
  }, 60_000)

  it('keeps the old backups whole, before whichever call the folder goes away', async () => {
    const { folder, attempt, check } = await makeVault()
    const { calls } = await attempt(() => undefined)
    for (let first = 1; first <= calls; first += 1) {
      const { error } = await attempt((call) => {
        if (call === first) renameSync(folder, `${folder}.away`)
      })
      expect(existsSync(folder)).toBe(false) // no other folder was created instead
      renameSync(`${folder}.away`, folder)
      const { oldLeft, added } = await check()
      expect(oldLeft).toBeGreaterThanOrEqual(error === undefined ? 1 : 2)
      if (error === undefined) expect(added).toBe(1)
    }
  }, 60_000)
})
