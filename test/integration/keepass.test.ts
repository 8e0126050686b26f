/** KeePass files, exchanged with KeePassXC's own program: it reads and changes files that Keyhold wrote, and Keyhold reads files that it wrote. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as kdbxweb from 'kdbxweb'
import { afterAll, describe, expect, it } from 'vitest'
import { needed } from '../../scripts/has-program.ts'
import { provideKdbx } from '../../electron/formats/kdbx-file.ts'
import { readFile } from '../../electron/formats/read-file.ts'
import { writeKdbx } from '../../electron/formats/write-kdbx.ts'

const PROGRAM = 'keepassxc-cli'
const program = needed(PROGRAM)
const CHEAP = { memory: 1024 * 1024, passes: 2, lanes: 2 }
const SECRET = 'é "<&>\' \\n $X'

const folder = mkdtempSync(join(tmpdir(), 'keyhold-keepass-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** `input`: one line for each question that the program asks without a terminal. */
const keepass = (args: readonly string[], ...input: readonly string[]): string =>
  execFileSync(PROGRAM, args, {
    cwd: folder,
    input: input.map((line) => `${line}\n`).join(''),
    stdio: 'pipe',
    encoding: 'utf8',
  })

const read = (name: string, passphrase: string) =>
  readFile({ file: name, bytes: readFileSync(join(folder, name)), passphrase })

const entry = {
  name: 'T & <x>',
  secret: SECRET,
  group: 'GitHub',
  variable: 'GH_TOKEN',
  url: 'https://github.com/',
  note: 'About\nit',
  tags: ['a', 'b'],
  expires: Date.UTC(2030, 0, 1),
}

describe.skipIf(program.isMissing)(`KeePassXC${program.note}`, { timeout: 60_000 }, () => {
  it('makes files that Keyhold reads', async () => {
    keepass(['db-create', '-p', '-t', '100', 'own.kdbx'], 'correct horse', 'correct horse')
    keepass(['mkdir', 'own.kdbx', 'Work'], 'correct horse')
    const about = ['-u', 'me', '--url', 'https://x.example', '--notes', 'About it']
    keepass(['add', '-p', ...about, 'own.kdbx', 'Work/Token & <x>'], 'correct horse', SECRET)
    keepass(['add', '-g', 'own.kdbx', 'Made'], 'correct horse')
    keepass(['add', '-g', 'own.kdbx', 'Gone'], 'correct horse')
    keepass(['rm', 'own.kdbx', 'Gone'], 'correct horse')
    const { entries, skipped } = await read('own.kdbx', 'correct horse')
    expect(entries).toMatchObject([
      { name: 'Made' },
      {
        name: 'Token & <x>',
        secret: SECRET,
        url: 'https://x.example',
        note: 'User name: me\nAbout it',
        place: { path: 'Work' },
      },
    ])
    expect(skipped).toMatchObject([{ name: 'Gone', why: 'in-bin' }])
    await expect(read('own.kdbx', 'wrong')).rejects.toMatchObject({ error: { why: 'wrong-passphrase' } })
  })

  it('opens what Keyhold writes, and Keyhold what it has changed, with Argon2', async () => {
    writeFileSync(join(folder, 'ours.kdbx'), await writeKdbx([entry], 'pw', CHEAP))
    const shown = keepass(
      ['show', '-s', '-a', 'Password', '-a', 'Environment variable', 'ours.kdbx', 'GitHub/T & <x>'],
      'pw',
    )
    expect(shown).toBe(`${SECRET}\nGH_TOKEN\n`)
    keepass(['add', '-p', 'ours.kdbx', 'GitHub/Second'], 'pw', 'second')
    expect(keepass(['db-info', 'ours.kdbx'], 'pw')).toContain('Argon2id')
    const { entries } = await read('ours.kdbx', 'pw')
    const { group, ...same } = entry
    expect(entries).toMatchObject([
      { ...same, place: { path: group } },
      { name: 'Second', secret: 'second' },
    ])
  })

  it('opens what Keyhold exports, whatever names it has', async () => {
    const names = [
      '=1+1',
      'quote " and \\',
      '<Entry>&amp;]]>',
      'two\nlines',
      'bell\u0007',
      'half\ud800',
      '-rf',
    ]
    const entries = names.map((name) => ({ ...entry, name, group: name, tags: ['git:example.com'] }))
    writeFileSync(join(folder, 'names.kdbx'), await writeKdbx(entries, 'pw', CHEAP))
    const table = Buffer.from(keepass(['export', '--format', 'csv', 'names.kdbx'], 'pw'))
    const listed = (await readFile({ file: 'any', bytes: table })).entries
    expect(listed.map(({ secret }) => secret)).toEqual(names.map(() => SECRET))
    const titles = listed.map(({ name }) => name)
    for (const name of names.slice(0, 4)) expect(titles).toContain(name)
    const again = await read('names.kdbx', 'pw')
    expect(again.entries.every(({ tags }) => tags[0] === 'git:example.com')).toBe(true)
  })

  it('keeps older files (KDBX 3) readable', async () => {
    provideKdbx()
    const { Kdbx, KdbxCredentials, ProtectedValue } = kdbxweb
    const old = Kdbx.create(new KdbxCredentials(ProtectedValue.fromString('pw')), 'Old')
    old.setVersion(3)
    writeFileSync(join(folder, 'old.kdbx'), new Uint8Array(await old.save()))
    keepass(['add', '-p', 'old.kdbx', 'One'], 'pw', SECRET)
    const bytes = readFileSync(join(folder, 'old.kdbx'))
    const { entries } = await readFile({ file: 'old.kdbx', bytes, passphrase: 'pw' })
    expect([bytes[10], entries[0]]).toMatchObject([3, { name: 'One', secret: SECRET }])
  })

  it('writes tables that Keyhold reads', async () => {
    const bytes = Buffer.from(keepass(['export', '--format', 'csv', 'ours.kdbx'], 'pw'))
    const { format, entries } = await readFile({ file: 'any', bytes })
    expect(format).toBe('csv')
    expect(entries).toMatchObject([{ name: entry.name, secret: SECRET }, { name: 'Second' }])
  })
})
