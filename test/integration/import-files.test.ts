/** The files of an import, in real folders, and a `pass` store with a real GnuPG. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readFile } from '../../electron/formats/read-file.ts'
import { needed } from '../../scripts/has-program.ts'
import { createFindFiles } from '../../electron/os/import-files.ts'

const gpg = needed('gpg', 'gpgconf')
const find = createFindFiles()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, text = 'A=b'): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

it('finds the .env files of a folder, and neither samples nor the code of others', async () => {
  for (const name of ['.env', 'web/.env.local', 'web/prod.env', 'api/v1/.env']) write(name)
  for (const name of [
    '.env.example',
    'web/.env.sample',
    'node_modules/x/.env',
    '.git/.env',
    'web/environment',
    'a.txt',
  ])
    write(name)
  symlinkSync(join(folder, 'web'), join(folder, 'link'))
  const found = await find([folder])
  expect(found.map(({ path }) => path?.slice(folder.length + 1))).toEqual([
    '.env',
    join('api', 'v1', '.env'),
    join('web', '.env.local'),
    join('web', 'prod.env'),
  ])
  expect(found.every(({ bytes }) => bytes?.toString() === 'A=b')).toBe(true)
})

it('says which file cannot be read, and why', async () => {
  const large = write('large')
  truncateSync(large, 65 * 1024 * 1024)
  const found = await find([join(folder, 'missing'), large, write('.aws/credentials')])
  expect(found).toMatchObject([
    { error: { kind: 'import', why: 'unreadable' } },
    { error: { kind: 'import', why: 'too-large' } },
    { file: join('.aws', 'credentials'), bytes: Buffer.from('A=b') },
  ])
})

it('reads no file that is shorter than it says', async () => {
  const odd = '/sys/devices/system/cpu/online' // reports 4096 bytes, but is shorter
  if (existsSync(odd)) expect(await find([odd])).toMatchObject([{ error: { why: 'unreadable' } }])
})

it('stops once it has read as much as an import takes', async () => {
  const large = write('large')
  truncateSync(large, 64 * 1024 * 1024)
  const found = await find([...Array<string>(6).fill(large), write('small')])
  expect(found).toHaveLength(5)
  expect(found[3]).toHaveProperty('bytes')
  expect(found[4]).toMatchObject({ error: { kind: 'import', why: 'too-many-files' } })
})

describe('a search that is cancelled', () => {
  const cancelled = { error: { kind: 'work', why: 'cancelled' } }

  it('goes into no folder more', async () => {
    for (const name of ['a/b/c', 'd/e']) mkdirSync(join(folder, name), { recursive: true })
    await expect(find([folder], AbortSignal.abort())).rejects.toMatchObject(cancelled)
  })

  it('ends the program that decrypts', async () => {
    if (process.platform === 'win32') return
    write('store/.gpg-id', 'x\n')
    write('store/a.gpg')
    const slow = write('slow', `#!/bin/sh\necho $$ > '${join(folder, 'pid')}'\nexec sleep 600\n`)
    chmodSync(slow, 0o700)
    const stop = new AbortController()
    const finding = createFindFiles(slow)([join(folder, 'store')], stop.signal)
    await vi.waitFor(() => expect(readFileSync(join(folder, 'pid'), 'utf8')).toMatch(/\n/), 10_000)
    stop.abort()
    await expect(finding).rejects.toMatchObject(cancelled)
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), 10_000)
  })
})

it('does not wait for a pipe', async () => {
  if (process.platform === 'win32') return
  execFileSync('mkfifo', [join(folder, 'pipe')])
  expect(await find([join(folder, 'pipe')])).toMatchObject([{ error: { why: 'unreadable' } }])
})

describe.skipIf(gpg.isMissing || process.platform === 'win32')(
  `a pass store${gpg.note}`,
  { timeout: 60_000 },
  () => {
    it('is decrypted entry by entry, and not changed', async () => {
      const home = join(folder, 'gnupg')
      mkdirSync(home, { mode: 0o700 })
      const before = process.env.GNUPGHOME
      process.env.GNUPGHOME = home
      try {
        const gpg = (...args: readonly string[]) =>
          execFileSync('gpg', ['--batch', '--quiet', ...args], { stdio: 'pipe' })
        gpg('--passphrase', '', '--quick-generate-key', 'test@example.invalid', 'default', 'default', 'never')
        const store = join(folder, 'store')
        write('store/.gpg-id', 'test@example.invalid\n')
        write('store/web/example.com.gpg', 'damaged')
        const plain = write('plain', 's3cret\nurl: https://example.com/\n')
        gpg(
          '--trust-model',
          'always',
          '-r',
          'test@example.invalid',
          '-o',
          join(store, 'token.gpg'),
          '-e',
          plain,
        )
        const sealed = readFileSync(join(store, 'token.gpg'))
        const found = await find([store])
        expect(found).toMatchObject([
          { file: 'token', format: 'pass' },
          { file: 'web/example.com', error: { why: 'unreadable' } },
        ])
        const { entries } = await readFile({ file: 'token', bytes: found[0]!.bytes! }, 'pass')
        expect(entries).toMatchObject([{ name: 'token', secret: 's3cret', url: 'https://example.com/' }])
        expect(readFileSync(join(store, 'token.gpg')).equals(sealed)).toBe(true)
      } finally {
        spawnSync('gpgconf', ['--kill', 'gpg-agent'])
        if (before === undefined) delete process.env.GNUPGHOME
        else process.env.GNUPGHOME = before
      }
    })

    it('says that gpg is missing', async () => {
      write('store/.gpg-id', 'x\n')
      write('store/a.gpg')
      expect(await createFindFiles('no-such-gpg')([join(folder, 'store')])).toMatchObject([
        { error: { why: 'no-program' } },
      ])
    })
  },
)
