import {
  chownSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import * as realFiles from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFindFiles } from '../../../electron/os/import-files.ts'
import { createSourceFiles } from '../../../electron/os/source-files.ts'
import { failureOf } from '../core/vault-set-up.ts'

const TEXT = 'API_KEY=secret-1\n'
const NEW = new TextEncoder().encode('API_KEY=keyhold://secret/manual/a\n')
const CHANGED = { kind: 'import', why: 'file-changed' }

function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-source-'))
  const trash = mkdtempSync(join(tmpdir(), 'keyhold-trash-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
    rmSync(trash, { recursive: true })
  })
  const path = join(folder, '.env')
  writeFileSync(path, TEXT, { mode: 0o640 })
  const moveToTrash = async (from: string) =>
    realFiles.rename(from, join(trash, from.slice(folder.length + 1)))
  const find = async () => {
    const [found] = await createFindFiles()([path])
    return found?.identity === undefined ? undefined : { path, identity: found.identity }
  }
  const known = async () => {
    const found = await find()
    if (found === undefined) throw new Error('The file has no identity')
    return found
  }
  return { folder, trash, path, moveToTrash, find, known }
}

describe('a file after its import', () => {
  it('goes to the trash', async () => {
    const { folder, trash, moveToTrash, known } = makeFolder()
    await createSourceFiles(moveToTrash).trash(await known())
    expect(readdirSync(folder)).toEqual([])
    expect(readFileSync(join(trash, '.env'), 'utf8')).toBe(TEXT)
  })

  it('is written again with its permissions, and the original is in the trash', async () => {
    const { folder, trash, path, moveToTrash, known } = makeFolder()
    await createSourceFiles(moveToTrash).replace(await known(), NEW)
    expect(readFileSync(path)).toEqual(Buffer.from(NEW))
    expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder)).toEqual(['.env'])
    expect(readFileSync(join(trash, '.env.before-keyhold'), 'utf8')).toBe(TEXT)
  })

  it('keeps an original that is back from the trash, and takes another name', async () => {
    const { folder, trash, path, moveToTrash, known } = makeFolder()
    writeFileSync(`${path}.before-keyhold`, 'an earlier original')
    await createSourceFiles(moveToTrash).replace(await known(), NEW)
    expect(readdirSync(folder).sort()).toEqual(['.env', '.env.before-keyhold'])
    expect(readFileSync(`${path}.before-keyhold`, 'utf8')).toBe('an earlier original')
    expect(readFileSync(join(trash, '.env.before-keyhold-2'), 'utf8')).toBe(TEXT)
  })

  it('is not in the trash because the trash says that something is missing', async () => {
    const { folder, path, known } = makeFolder()
    const missing = () => Promise.reject(Object.assign(new Error('no trash folder'), { code: 'ENOENT' }))
    const files = createSourceFiles(missing)
    expect(await failureOf(async () => files.trash(await known()))).toEqual({
      kind: 'import',
      why: 'no-trash',
    })
    expect(await failureOf(async () => files.replace(await known(), NEW))).toEqual({
      kind: 'import',
      why: 'no-trash',
    })
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
    expect(readdirSync(folder)).toEqual(['.env'])
  })

  it.runIf(process.getuid?.() === 0)('keeps its owner and its group', async () => {
    const { path, moveToTrash, known } = makeFolder()
    chownSync(path, 12, 34)
    await createSourceFiles(moveToTrash).replace(await known(), NEW)
    const { uid, gid } = statSync(path)
    expect([uid, gid]).toEqual([12, 34])
  })

  it('has no identity as a link, or with a second name: it cannot be changed', async () => {
    const { folder, path, find } = makeFolder()
    linkSync(path, join(folder, 'second'))
    expect(await find()).toBeUndefined()
    rmSync(path)
    symlinkSync(join(folder, 'second'), path)
    expect(await find()).toBeUndefined()
  })

  it.each([
    ['has other bytes of the same length', (path: string) => writeFileSync(path, TEXT.replace('1', '2'))],
    ['is longer', (path: string) => writeFileSync(path, `${TEXT}MORE=1\n`)],
    ['is gone', (path: string) => rmSync(path)],
    [
      'is another file with the same bytes',
      (path: string) => {
        writeFileSync(`${path}.other`, TEXT)
        rmSync(path)
        linkSync(`${path}.other`, path)
        rmSync(`${path}.other`)
      },
    ],
    [
      'is a link to a file with the same bytes',
      (path: string) => {
        writeFileSync(`${path}.other`, TEXT)
        rmSync(path)
        symlinkSync(`${path}.other`, path)
      },
    ],
  ])('is left as it is if it %s by now', async (_, change) => {
    const { folder, trash, path, moveToTrash, known } = makeFolder()
    const file = await known()
    change(path)
    const before = existsSync(path) ? readFileSync(path) : undefined
    const names = readdirSync(folder)
    const port = createSourceFiles(moveToTrash)
    expect(await failureOf(() => port.trash(file))).toEqual(CHANGED)
    const replacing = await failureOf(() => port.replace(file, NEW))
    expect([CHANGED, { kind: 'file', why: 'refused' }]).toContainEqual(replacing)
    expect(readdirSync(folder)).toEqual(names)
    expect(existsSync(path) ? readFileSync(path) : undefined).toEqual(before)
    expect(readdirSync(trash)).toEqual([])
  })

  it.each([
    ['refuses', async () => Promise.reject(new Error('no trash'))],
    ['says yes and moves nothing', async () => undefined],
  ])('is left as it is if the trash %s', async (_, moveToTrash) => {
    const { folder, path, known } = makeFolder()
    const port = createSourceFiles(moveToTrash)
    const refused = { kind: 'import', why: 'no-trash' }
    expect(await failureOf(async () => port.trash(await known()))).toEqual(refused)
    expect(await failureOf(async () => port.replace(await known(), NEW))).toEqual(refused)
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
    expect(readdirSync(folder)).toEqual(['.env'])
  })

  it('is not written over if it changes while the original goes to the trash', async () => {
    const { folder, path, moveToTrash, known } = makeFolder()
    const port = createSourceFiles(async (from) => {
      await moveToTrash(from)
      writeFileSync(path, 'API_KEY=typed meanwhile\n')
    })
    const file = await known()
    expect(await failureOf(() => port.replace(file, NEW))).toEqual(CHANGED)
    expect(readFileSync(path, 'utf8')).toBe('API_KEY=typed meanwhile\n')
    expect(readdirSync(folder)).toEqual(['.env'])
  })

  it.each(['open', 'writeFile', 'chmod', 'sync', 'close', 'rename', 'lstat'] as const)(
    'stays whole, with no other file beside it, whichever call to %s fails on a full disk',
    async (name) => {
      // Each number stands for one call. The last round has no call that could fail.
      for (let failing = 1, isFailed = true; isFailed; failing += 1) {
        const { folder, path, moveToTrash, known } = makeFolder()
        const disk = failingDisk(name, failing)
        const file = await known()
        const port = createSourceFiles(moveToTrash, disk.files)
        const outcome = await port.replace(file, NEW).catch((error: unknown) => error)
        isFailed = disk.hasFailed()
        expect(readdirSync(folder)).toEqual(['.env'])
        expect(readFileSync(path, 'utf8')).toBe(outcome === undefined ? new TextDecoder().decode(NEW) : TEXT)
        if (isFailed && name !== 'lstat') expect(outcome).toBeInstanceOf(Error)
      }
    },
  )
})

/** The call of this name with this number, counted from 1, fails with `ENOSPC`; the others reach the disk. */
function failingDisk(name: string, failing: number) {
  let calls = 0
  let hasFailed = false
  const wrap =
    <A extends unknown[], R>(own: string, run: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (own === name && ++calls === failing) {
        hasFailed = true
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      }
      return run(...args)
    }
  const open = wrap('open', realFiles.open)
  const files = {
    lstat: wrap('lstat', realFiles.lstat),
    rename: wrap('rename', realFiles.rename),
    rm: realFiles.rm,
    open: async (...args: Parameters<typeof realFiles.open>) => {
      const handle = await open(...args)
      for (const method of ['writeFile', 'chmod', 'sync', 'close'] as const) {
        const run = (handle[method] as (...given: unknown[]) => Promise<unknown>).bind(handle)
        Object.assign(handle, { [method]: wrap(method, run) })
      }
      return handle
    },
  } as unknown as Parameters<typeof createSourceFiles>[1] & {}
  return { files, hasFailed: () => hasFailed }
}
