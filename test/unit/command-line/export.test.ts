import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { createFindFiles } from '../../../electron/os/import-files.ts'
import { createBackupFiles } from '../../../electron/store/backup-files.ts'
import { SessionEnded } from '../../../electron/command-line/session.ts'
import { fakeCommandSession } from '../../fakes/command-session.ts'
import { quickWorker } from '../../fakes/worker.ts'
import { addByHand, makeMachine, settle, withKey, type Machine } from '../core/vault-set-up.ts'
import { commandsOver } from './set-up.ts'

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-export-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const world = () => ({
  backupFiles: createBackupFiles(),
  importFiles: { find: createFindFiles() },
  worker: quickWorker(),
})

/** One account "Lab" with a key "build", and a manual key with every field that can be exported. */
async function makeCommands() {
  const folder = newFolder()
  const app = { isLocked: false }
  const ready = await withKey({ world: world(), isLocked: () => app.isLocked })
  const { vault, fake } = ready
  const own = await addByHand(vault, 'Own key', 'it is=secret')
  vault.keys.edit({
    key: own,
    fields: {
      environment: 'OWN_KEY',
      notes: 'About it',
      tags: ['git:example.com', 'b'],
      consoleUrl: 'https://example.com/',
      typedExpiry: Date.UTC(2040, 0, 1),
    },
  })
  await settle()
  const commands = commandsOver(vault, ready)
  commands.around.hasLock = false
  return { ...ready, ...commands, app, folder, own, person: fake.person }
}

async function makeEmpty() {
  const machine = makeMachine({ world: world() })
  const vault = machine.open()
  await vault.start()
  return { ...machine, vault, ...commandsOver(vault, machine) }
}

const secretsOf = ({ port, database: { truth } }: Machine) =>
  truth.keys
    .all()
    .map(({ id, name, version }) => [name, port.entries.get(truth.versions.get(id, version)?.entry ?? '')])
    .sort()

it.each([
  ['out.env', []],
  ['out.json', []],
  ['out.json', ['--encrypt']],
  ['out.csv', []],
  ['out.kdbx', []],
])('gives the same keys to another vault by %s %j', async (file, more) => {
  const commands = await makeCommands()
  const { folder, keyhold } = commands
  const input = ['correct horse\n']
  const done = await keyhold({ args: ['export', '--to', file, ...more], folder, input })
  expect(done).toMatchObject({ code: 0, out: `2 secrets exported: ${join(folder, file)}\n` })
  const isPlain = more.length === 0 && file !== 'out.kdbx'
  expect(done.err.includes('not encrypted')).toBe(isPlain)
  expect(readFileSync(join(folder, file)).includes('it is=secret')).toBe(isPlain)
  expect(statSync(join(folder, file)).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
  expect(readdirSync(folder)).toEqual([file])

  const other = await makeEmpty()
  expect(await other.keyhold({ args: ['import', '--all', file], folder, input })).toMatchObject({ code: 0 })
  const names = file === 'out.env' ? { build: 'BUILD', 'Own key': 'OWN_KEY' } : {}
  const renamed = secretsOf(commands).map(([name = '', secret]) => [
    (names as Record<string, string>)[name] ?? name,
    secret,
  ])
  expect(secretsOf(other)).toEqual(renamed.sort())
  const own = other.keyNamed(file === 'out.env' ? 'OWN_KEY' : 'Own key')
  expect(own.environment).toBe('OWN_KEY')
  if (file === 'out.env') return
  expect(own).toMatchObject({
    tags: ['git:example.com', 'b'],
    consoleUrl: 'https://example.com/',
    expires: { source: 'typed', at: Date.UTC(2040, 0, 1) },
  })
  expect(own.notes.split('\n')[0]).toBe('About it')
})

it('asks the person, with the file, and whether it is encrypted', async () => {
  const { folder, keyhold, person, vault } = await makeCommands()
  await keyhold({ args: ['export', '--to', 'a.csv', 'own'], folder })
  await keyhold({ args: ['export', '--to', 'a.kdbx'], folder, input: ['correct horse\n'] })
  const about = { about: 'export', program: undefined }
  expect(person.asked).toEqual([
    { ...about, path: join(folder, 'a.csv'), secrets: 1, isEncrypted: false },
    { ...about, path: join(folder, 'a.kdbx'), secrets: 2, isEncrypted: true },
  ])
  const history = vault.store.history.list({ before: undefined, limit: 10 })
  expect(history.filter(({ kind }) => kind === 'exported')).toMatchObject([
    { details: { format: 'kdbx', version: 1 } },
    { details: { format: 'kdbx', version: 1 } },
    { name: 'Own key', details: { format: 'csv', version: 1 } },
  ])
})

it('writes nothing where the person refuses', async () => {
  const { folder, keyhold, person, vault } = await makeCommands()
  person.agrees = false
  expect(await keyhold({ args: ['export', '--to', 'a.csv'], folder })).toMatchObject({ code: 5, out: '' })
  expect(readdirSync(folder)).toEqual([])
  const history = vault.store.history.list({ before: undefined, limit: 10 })
  expect(history.some(({ kind }) => kind === 'exported')).toBe(false)
})

/** A command that waits for the user. */
async function asking(commands: Awaited<ReturnType<typeof makeCommands>>) {
  const { person, folder, run } = commands
  const thinks = Promise.withResolvers<undefined>()
  person.thinks = thinks.promise
  const session = fakeCommandSession({ args: ['export', '--to', 'a.csv'], folder })
  const asked = run(session)
  while (person.asked.length === 0) await new Promise((resolve) => setImmediate(resolve))
  return { session, asked, answer: () => thinks.resolve(undefined) }
}

it('writes nothing when the app was locked before the answer, and asks one question at a time', async () => {
  const commands = await makeCommands()
  const { session, asked, answer } = await asking(commands)
  const { folder, keyhold } = commands
  expect((await keyhold({ args: ['export', '--to', 'b.csv'], folder })).err).toContain(
    'Another dialog is open',
  )
  commands.app.isLocked = true
  answer()
  expect(await asked).toBe(4)
  expect(session.errText).toContain('Keyhold is locked')
  expect(readdirSync(folder)).toEqual([])
})

it('writes nothing when the client has gone before the answer', async () => {
  const commands = await makeCommands()
  const { session, asked, answer } = await asking(commands)
  session.vanish()
  await expect(asked).rejects.toThrow(SessionEnded)
  answer()
  await settle()
  expect(readdirSync(commands.folder)).toEqual([])
})

it('replaces no file without --force', async () => {
  const { folder, keyhold, person } = await makeCommands()
  writeFileSync(join(folder, 'a.csv'), 'mine')
  const there = await keyhold({ args: ['export', '--to', 'a.csv'], folder })
  expect(there).toMatchObject({ code: 1 })
  expect(there.err).toContain('is there already')
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('mine')
  expect(person.asked).toEqual([])
  expect((await keyhold({ args: ['export', '--to', 'a.csv', '--force'], folder })).code).toBe(0)
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toContain('Own key')
})

it('writes no variable twice, and says so', async () => {
  const { folder, keyhold, vault } = await makeCommands()
  const second = await addByHand(vault, 'Second', 'secret-2')
  vault.keys.edit({ key: second, fields: { environment: 'OWN_KEY' } })
  const path = await addByHand(vault, 'Search path', 'secret-3')
  vault.keys.edit({ key: path, fields: { environment: 'PATH' } })
  await settle()
  const { code, err } = await keyhold({ args: ['export', '--to', '.env'], folder })
  expect(code).toBe(0)
  const names = readFileSync(join(folder, '.env'), 'utf8').match(/^[A-Z_0-9]+(?==)/gm)
  expect(names?.toSorted()).toEqual(['BUILD', 'OWN_KEY', 'OWN_KEY_2', 'SEARCH_PATH'])
  expect(err).toMatch(/“(?:Second|Own key)” is OWN_KEY_2 in the file/)
  expect(err).toContain('“Search path” is SEARCH_PATH in the file')
})

it('leaves out what the file cannot hold, and is no success', async () => {
  const { folder, keyhold, vault } = await makeCommands()
  await addByHand(vault, 'Lines', 'a\nb\n')
  await settle()
  const { code, out, err } = await keyhold({ args: ['export', '--to', '.env'], folder })
  expect({ code, out }).toEqual({ code: 1, out: `2 secrets exported: ${join(folder, '.env')}\n` })
  expect(err).toContain('Left out: Lines')
  const alone = await keyhold({ args: ['export', '--to', 'lines.env', 'lines'], folder })
  expect(alone).toMatchObject({ code: 1, out: '' })
  expect(existsSync(join(folder, 'lines.env'))).toBe(false)
})

it('leaves nothing behind where the keychain refuses', async () => {
  const { folder, keyhold, port } = await makeCommands()
  port.refuseNext('read')
  expect((await keyhold({ args: ['export', '--to', 'a.csv'], folder })).code).not.toBe(0)
  expect(readdirSync(folder)).toEqual([])
})

it.each([
  [['export'], /--to FILE/],
  [['export', '--to', 'a.txt'], /does not tell the format/],
  [['export', '--to', 'a', '--format', 'word'], /--format cannot be “word”/],
  [['export', '--to', 'a.csv', '--encrypt'], /Only Bitwarden files take --encrypt/],
  [['export', '--to', 'a.csv', 'nothing-has-this-name'], /No key that was found has a secret/],
  [['export', '--to', 'none/a.csv'], /The folder for the file is not there/],
])('says what is wrong with %j', async (args, words) => {
  const { folder, keyhold } = await makeCommands()
  const { code, err } = await keyhold({ args, folder })
  expect(code).not.toBe(0)
  expect(err).toMatch(words)
  expect(readdirSync(folder)).toEqual([])
})

it('asks for the passphrase of the file twice at a terminal, and takes none that is easy to guess', async () => {
  const { folder, run, keyhold } = await makeCommands()
  const args = ['export', '--to', 'a.kdbx']
  const export_ = async (...typed: string[]) => {
    const session = fakeCommandSession({ args, folder, terminal: { in: true }, typed })
    return { code: await run(session), questions: session.questions, err: session.errText }
  }
  const questions = ['New passphrase of the file: ', 'Repeat the passphrase: ']
  expect(await export_('correct horse', 'correct house')).toMatchObject({ code: EXIT.usage, questions })
  expect(readdirSync(folder)).toEqual([])
  expect(await export_('correct horse', 'correct horse')).toMatchObject({ code: EXIT.done, questions })
  expect(readdirSync(folder)).toEqual(['a.kdbx'])
  const easy = ['export', '--to', 'b.kdbx']
  expect((await keyhold({ args: easy, folder, input: ['short\n'] })).err).toContain('passphrase')
  expect(readdirSync(folder)).toEqual(['a.kdbx'])
})

it('asks for the passphrase of the app lock where one is set, at a terminal alone', async () => {
  const { folder, run, around, person } = await makeCommands()
  around.hasLock = true
  const export_ = async (terminal: boolean, ...typed: string[]) => {
    const session = fakeCommandSession({
      args: ['export', '--to', 'a.csv'],
      folder,
      terminal: { in: terminal },
      typed,
    })
    return { code: await run(session), questions: session.questions, err: session.errText }
  }
  expect(await export_(false)).toMatchObject({ code: EXIT.denied, questions: [] })
  const wrong = await export_(true, 'of another lock')
  expect(wrong.questions).toEqual(['Passphrase of the app lock: '])
  expect(wrong.err).toMatch(/passphrase/i)
  expect([wrong.code, person.asked, readdirSync(folder)]).toEqual([EXIT.failed, [], []])
  expect(await export_(true, around.passphrase)).toMatchObject({ code: EXIT.done })
  expect(readdirSync(folder)).toEqual(['a.csv'])
})
