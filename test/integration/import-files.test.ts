/** The files of an import, in real folders; a `pass` store with a real GnuPG. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFile } from '../../electron/formats/read-file.ts'
import { createFindFiles } from '../../electron/os/import-files.ts'

const hasGpg = spawnSync('gpg', ['--version']).status === 0
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

it('does not wait for a pipe', async () => {
  if (process.platform === 'win32') return
  execFileSync('mkfifo', [join(folder, 'pipe')])
  expect(await find([join(folder, 'pipe')])).toMatchObject([{ error: { why: 'unreadable' } }])
})

describe.skipIf(!hasGpg || process.platform === 'win32')('a pass store', { timeout: 60_000 }, () => {
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
})
