import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kdbx, KdbxCredentials, ProtectedValue } from 'kdbxweb'
import { describe, expect, it, onTestFinished } from 'vitest'
import { encryptBitwarden } from '../../../electron/formats/bitwarden-seal.ts'
import { provideKdbx } from '../../../electron/formats/kdbx-file.ts'
import { createFindFiles } from '../../../electron/os/import-files.ts'
import { withKey } from '../core/vault-set-up.ts'
import type { FakeCall } from '../../fakes/command-session.ts'
import { commandsOver } from './set-up.ts'

async function makeCommands() {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const ready = await withKey({
    importFiles: { find: createFindFiles() },
  })
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
  return { ...ready, ...commandsOver(ready.vault, ready), folder, write }
}

it('shows what it would do, and does nothing', async () => {
  const { keyhold, folder, write, database } = await makeCommands()
  write('.env', 'API_KEY=secret-1\nPORT=3000\n')
  const before = database.truth.keys.all().length
  const { code, out, err } = await keyhold({ args: ['import', '--dry-run', '.env'], folder })
  expect(code).toBe(0)
  expect(out).toMatch(/API_KEY\s+new key\s+.*\.env:1/)
  expect(out).toContain('1 secret would be stored.')
  expect(out + err).not.toContain('secret-1')
  expect(err).toContain('Left out: 1 value that does not look like a secret. --all imports it, too.')
  expect(database.truth.keys.all()).toHaveLength(before)
})

it('says of all rows what it would store of all rows', async () => {
  const { keyhold, folder, write } = await makeCommands()
  write('.env', 'FOO=abcdef123\nFOO_TOKEN=abcdef123\n')
  const dry = (...args: readonly string[]) =>
    keyhold({ args: ['import', '--dry-run', ...args, '.env'], folder })
  const [all, suggested] = [await dry('--all'), await dry()]
  expect(all.out).toMatch(/FOO_TOKEN\s+same as a row above/)
  expect(all.out).toContain('1 secret would be stored.')
  expect(suggested.out).toMatch(/FOO_TOKEN\s+new key/)
  expect(suggested.out).toContain('1 secret would be stored.')
  expect(await keyhold({ args: ['import', '.env'], folder })).toMatchObject({ out: '1 key added.\n' })
})

it('stores secrets, and finds them there at the second time', async () => {
  const { keyhold, folder, write, keyNamed } = await makeCommands()
  write('.env', 'API_KEY=secret-1\nPORT=3000\nEMPTY=\n')
  const first = await keyhold({ args: ['import', '.env'], folder })
  expect(first).toMatchObject({ code: 0, out: '1 key added.\n' })
  expect(first.err).toContain('Left out: EMPTY')
  expect(keyNamed('API_KEY').version).toBe(1)
  expect(await keyhold({ args: ['import', '--all', '.env'], folder })).toMatchObject({
    code: 0,
    out: '1 key added, 1 secret already stored.\n',
  })
})

it('takes the passphrase from standard input', async () => {
  const { keyhold, folder, write, keyNamed } = await makeCommands()
  const text = JSON.stringify({
    encrypted: false,
    items: [{ type: 1, name: 'Sealed', login: { password: 'p1' } }],
  })
  write('b.json', JSON.stringify(await encryptBitwarden(text, 'correct horse', 1)))
  const wrong = await keyhold({ args: ['import', 'b.json'], folder, input: ['wrong\n'] })
  expect(wrong.code).not.toBe(0)
  expect(wrong.err).toContain('not the file’s passphrase')
  expect(await keyhold({ args: ['import', 'b.json'], folder, input: ['correct horse\n'] })).toMatchObject({
    code: 0,
  })
  expect(keyNamed('Sealed').version).toBe(1)
})

describe('a KeePass file with a key file', () => {
  async function withKeyFile(passphrase: string | null) {
    provideKdbx()
    const keyBytes = Buffer.from('any bytes are a key')
    const secret = (text: string) => ProtectedValue.fromString(text)
    const password = passphrase === null ? null : secret(passphrase)
    const kdbx = Kdbx.create(new KdbxCredentials(password, Uint8Array.from(keyBytes).buffer), 'Own')
    kdbx.setVersion(3)
    kdbx.header.keyEncryptionRounds = 2
    const entry = kdbx.createEntry(kdbx.getDefaultGroup())
    entry.fields.set('Title', 'Sealed').set('Password', secret('p1'))
    const commands = await makeCommands()
    commands.write('own.kdbx', new Uint8Array(await kdbx.save()))
    commands.write('own.key', keyBytes)
    const open = (call: Partial<FakeCall>) =>
      commands.keyhold({
        args: ['import', '--key-file', 'own.key', 'own.kdbx'],
        folder: commands.folder,
        ...call,
      })
    return { ...commands, open }
  }
  const typed = { terminal: { in: true } }

  it.each([
    ['at a terminal', typed],
    ['with empty input', { input: [] }],
  ])('opens with it alone %s', async (_, call) => {
    const { open, keyNamed } = await withKeyFile(null)
    expect(await open(call)).toMatchObject({ code: 0, out: '1 key added.\n' })
    expect(keyNamed('Sealed').version).toBe(1)
  })

  it('asks for the passphrase where it needs one, too', async () => {
    const { open } = await withKeyFile('pw')
    expect(await open(typed)).toMatchObject({
      code: 2,
      err: expect.stringContaining('No usable passphrase was typed') as string,
    })
    const { code, session } = await open({ ...typed, typed: ['pw'] })
    expect(code).toBe(0)
    expect(session.questions).toEqual([expect.stringMatching(/^Passphrase of “.*own\.kdbx”: $/)])
    expect(await open({ input: ['pw\n'] })).toMatchObject({ code: 0 })
  })
})

it.each([
  [['import', 'missing'], /missing: The file cannot be opened/],
  [['import', '--from', 'word', 'a'], /--from cannot be “word”/],
  [['import'], /FILE/],
])('says what is wrong with %j', async (args, words) => {
  const { keyhold, folder } = await makeCommands()
  const { code, err } = await keyhold({ args, folder })
  expect(code).not.toBe(0)
  expect(err).toMatch(words)
})

it('stores the others where one file cannot be read, and is no success', async () => {
  const { keyhold, folder, write } = await makeCommands()
  write('.env', 'API_KEY=secret-1\n')
  write('letter', 'Dear Sir\n')
  const { code, out, err } = await keyhold({ args: ['import', '.env', 'letter'], folder })
  expect({ code, out }).toEqual({ code: 1, out: '1 key added.\n' })
  expect(err).toContain('cannot tell the format of this file')
})
