import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { encryptBitwarden } from '../../../electron/formats/bitwarden-seal.ts'
import { createFindFiles } from '../../../electron/os/import-files.ts'
import { withKey } from '../core/vault-set-up.ts'
import { commandsOver } from './set-up.ts'

async function makeCommands() {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const ready = await withKey({
    importFiles: { find: createFindFiles() },
  })
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  return { ...ready, ...commandsOver(ready.vault, ready), folder, write }
}

it('shows what it would do, and does nothing', async () => {
  const { keyhold, folder, write, database } = await makeCommands()
  write('.env', 'API_KEY=secret-1\nPORT=3000\n')
  const before = database.truth.keys.all().length
  const { code, out, err } = await keyhold({ args: ['import', '--dry-run', '.env'], folder })
  expect(code).toBe(0)
  expect(out).toMatch(/API_KEY\s+new\s+.*\.env:1/)
  expect(out).toContain('1 secret would be stored.')
  expect(out + err).not.toContain('secret-1')
  expect(err).toContain('1 value left out that does not look like a secret')
  expect(database.truth.keys.all()).toHaveLength(before)
})

it('says of all rows what it would store of all rows', async () => {
  const { keyhold, folder, write } = await makeCommands()
  write('.env', 'FOO=abcdef123\nFOO_TOKEN=abcdef123\n')
  const dry = (...args: readonly string[]) =>
    keyhold({ args: ['import', '--dry-run', ...args, '.env'], folder })
  const [all, suggested] = [await dry('--all'), await dry()]
  expect(all.out).toMatch(/FOO_TOKEN\s+twice/)
  expect(all.out).toContain('1 secret would be stored.')
  expect(suggested.out).toMatch(/FOO_TOKEN\s+new/)
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
    out: '1 key added, 1 secret there already.\n',
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

it.each([
  [['import', 'missing'], /missing: The file cannot be opened/],
  [['import', '--from', 'word', 'a'], /There is no format “word”/],
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
  expect(err).toContain('does not know what program wrote this file')
})
