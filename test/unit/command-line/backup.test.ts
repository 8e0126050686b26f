import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createBackupFiles } from '../../../electron/store/backup-files.ts'
import { SessionEnded } from '../../../electron/command-line/session.ts'
import { fakeCommandSession } from '../../fakes/command-session.ts'
import { IDENTITY, RECIPIENT } from '../../fakes/backup-file.ts'
import { quickWorker } from '../../fakes/worker.ts'
import { addByHand, makeMachine, settle, withKey } from '../core/vault-set-up.ts'
import { commandsOver } from './set-up.ts'

const PASSPHRASE = 'correct horse battery'
const world = () => ({ backupFiles: createBackupFiles(), worker: quickWorker() })

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'identity.txt'), `# a comment\n${IDENTITY}\n`)
  return folder
}

/** One account "Lab" with a key "build", and a manual key. */
async function makeCommands() {
  const folder = newFolder()
  const app = { isLocked: false }
  const ready = await withKey({ world: world(), isLocked: () => app.isLocked })
  const byHand = await addByHand(ready.vault)
  return { ...ready, ...commandsOver(ready.vault, ready), app, folder, byHand, person: ready.fake.person }
}

/** Another machine, which is empty. */
async function makeEmpty() {
  const machine = makeMachine({ world: world() })
  const vault = machine.open()
  await vault.start()
  return { ...machine, vault, ...commandsOver(vault, machine), person: machine.fake.person }
}

type Commands = Awaited<ReturnType<typeof makeCommands>>
const backUp = ({ keyhold, folder }: Pick<Commands, 'keyhold' | 'folder'>, ...more: string[]) =>
  keyhold({ args: ['backup', 'all.keyhold.age', '--to', RECIPIENT, ...more], folder })
const RESTORE = ['restore', '-i', 'identity.txt', 'all.keyhold.age']

it('writes a file for a recipient, after the person has agreed', async () => {
  const commands = await makeCommands()
  const { folder, person } = commands
  const path = join(folder, 'all.keyhold.age')
  expect(await backUp(commands)).toMatchObject({
    code: 0,
    out: `2 keys and 3 secrets backed up and verified: ${path}\n`,
  })
  expect(person.asked).toEqual([{ about: 'backup', path, recipients: [RECIPIENT], program: undefined }])
  expect(existsSync(path)).toBe(true)
})

it('writes nothing where the person refuses', async () => {
  const commands = await makeCommands()
  commands.person.agrees = false
  const { code, out, err } = await backUp(commands)
  expect({ code, out }).toEqual({ code: 5, out: '' })
  expect(err).toContain('Nothing was released')
  expect(readdirSync(commands.folder)).toEqual(['identity.txt'])
})

/** A command that waits for the user. */
async function asking(commands: Commands) {
  const { person, folder, run } = commands
  const thinks = Promise.withResolvers<undefined>()
  person.thinks = thinks.promise
  const session = fakeCommandSession({ args: ['backup', 'all.keyhold.age', '--to', RECIPIENT], folder })
  const asked = run(session)
  while (person.asked.length === 0) await new Promise((resolve) => setImmediate(resolve))
  return { session, asked, answer: () => thinks.resolve(undefined) }
}

it('writes nothing when the app was locked before the answer, and asks one question at a time', async () => {
  const commands = await makeCommands()
  const { session, asked, answer } = await asking(commands)
  expect((await backUp(commands)).err).toContain('Another dialog is open')
  commands.app.isLocked = true
  answer()
  expect(await asked).toBe(4)
  expect(session.errText).toContain('Keyhold is locked')
  expect(readdirSync(commands.folder)).toEqual(['identity.txt'])
})

it('writes nothing when the client has gone before the answer', async () => {
  const commands = await makeCommands()
  const { session, asked, answer } = await asking(commands)
  session.vanish()
  await expect(asked).rejects.toThrow(SessionEnded)
  answer()
  await settle()
  expect(readdirSync(commands.folder)).toEqual(['identity.txt'])
  expect((await backUp(commands)).code).toBe(0)
})

it('gives the file a name with the time in a folder', async () => {
  const { keyhold, folder } = await makeCommands()
  mkdirSync(join(folder, 'stick'))
  expect((await keyhold({ args: ['backup', 'stick', '--to', RECIPIENT], folder })).code).toBe(0)
  expect(readdirSync(join(folder, 'stick'))).toEqual([
    expect.stringMatching(/^keyhold-\d{4}-\d\d-\d\d-\d{6}\.keyhold\.age$/),
  ])
})

it('replaces no file without --force', async () => {
  const commands = await makeCommands()
  expect((await backUp(commands)).code).toBe(0)
  const again = await backUp(commands)
  expect(again.code).toBe(1)
  expect(again.err).toContain('is there already')
  expect(commands.person.asked).toHaveLength(1)
  expect((await backUp(commands, '--force')).code).toBe(0)
})

it.each([
  [['backup'], {}, /Automatic backups are not set up/],
  [['backup', '--to', RECIPIENT], {}, /Name a file or a folder/],
  [['backup', 'a', '--to', 'age1nobody'], {}, /Give at least one recipient/],
  [['backup', 'a'], { terminal: { in: true } }, /No usable passphrase was typed/],
  [['backup', 'a'], { terminal: { in: true }, typed: ['correct horse', 'correct hose'] }, /differ/],
  [['backup', 'a'], {}, /no usable passphrase on standard input/],
  [['backup', 'a'], { input: ['short\n'] }, /passphrase/],
  [['backup', 'no/such/a', '--to', RECIPIENT], {}, /folder for backups is not there/],
  [['backup', 'a', '--check'], {}, /takes no place/],
  [['backup', '--check', '--force'], {}, /takes no place/],
  [['backup', '-i', 'identity.txt'], {}, /--identity needs --check/],
  [['backup', '--check'], {}, /No backup has been made yet/],
  [['restore', 'a'], { terminal: { in: true } }, /No usable passphrase was typed/],
  [['restore', '-i', 'identity.txt', 'a'], {}, /cannot be read/],
  [['restore', '-i', 'nothing.txt', 'a'], {}, /nothing\.txt/],
  [['restore', '--json', '-i', 'identity.txt', 'a'], {}, /needs --dry-run/],
  [['restore', '--all', '--key', 'a', '-i', 'identity.txt', 'a'], {}, /exclude each other/],
] as const)('says what is wrong with %j', async (args, call, words) => {
  const { keyhold, folder } = await makeCommands()
  const { code, err } = await keyhold({ args, folder, ...call })
  expect(code).not.toBe(0)
  expect(err).toMatch(words)
  expect(readdirSync(folder)).toEqual(['identity.txt'])
})

it('writes an automatic backup without a question, and also another one for the same recipients', async () => {
  const { keyhold, folder, vault, person } = await makeCommands()
  mkdirSync(join(folder, 'auto'))
  const automatic = { folder: join(folder, 'auto'), recipients: [RECIPIENT], everyDays: 7, keep: 3 }
  await vault.backups.setAutomatic(automatic)
  expect((await keyhold({ args: ['backup'], folder })).out).toContain(join(folder, 'auto', 'keyhold-'))
  expect(readdirSync(automatic.folder)).toHaveLength(1)
  expect((await keyhold({ args: ['backup', 'a', '--to', RECIPIENT], folder })).code).toBe(0)
  expect(person.asked).toEqual([])
})

it('restores on another machine, by a passphrase from standard input', async () => {
  const { keyhold, folder, port } = await makeCommands()
  const input = [`${PASSPHRASE}\n`]
  expect((await keyhold({ args: ['backup', 'all.keyhold.age'], folder, input })).code).toBe(0)
  const other = await makeEmpty()
  const wrong = await other.keyhold({ args: ['restore', 'all.keyhold.age'], folder, input: ['wrong\n'] })
  expect({ code: wrong.code, err: wrong.err }).toMatchObject({ code: 1 })
  expect(wrong.err).toContain('Wrong passphrase')
  const { code, out } = await other.keyhold({ args: ['restore', 'all.keyhold.age'], folder, input })
  expect({ code, out }).toEqual({ code: 0, out: 'Restored: 1 account, 2 keys, 3 secrets.\n' })
  expect(other.person.asked).toEqual([])
  const { id } = other.keyNamed('by hand')
  expect(other.port.entries.get(`key ${id} v1` as never)).toBe(port.entries.get(`key ${id} v1` as never))
})

it('asks for the passphrase at a terminal: twice for a backup, once to restore', async () => {
  const { keyhold, folder } = await makeCommands()
  const terminal = { in: true }
  const typed = [PASSPHRASE, PASSPHRASE]
  const made = await keyhold({ args: ['backup', 'all.keyhold.age'], folder, terminal, typed })
  expect(made.code).toBe(0)
  expect(made.session.questions).toEqual(['New passphrase of the backup: ', 'Repeat the passphrase: '])
  const other = await makeEmpty()
  const { code, session } = await other.keyhold({
    args: ['restore', 'all.keyhold.age'],
    ...{ folder, terminal, typed },
  })
  expect(code).toBe(0)
  expect(session.questions).toEqual(['Passphrase of the backup: '])
})

it('shows what it would do, and does nothing', async () => {
  const commands = await makeCommands()
  const { folder } = commands
  await backUp(commands)
  const other = await makeEmpty()
  const dry = await other.keyhold({ args: [...RESTORE, '--dry-run'], folder })
  expect(dry.code).toBe(0)
  expect(dry.out).toMatch(/by hand\s+manual\s+not here/)
  expect(dry.out).toContain('1 account and 2 keys would be restored.')
  expect(dry.out + dry.err).not.toContain('typed-1')
  expect(other.database.truth.keys.all()).toEqual([])
  const { out } = await other.keyhold({ args: [...RESTORE, '--dry-run', '--json'], folder })
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { name: string }).name)
      .sort(),
  ).toEqual(['build', 'by hand'])
})

it('restores one key by its name, and says where none has it', async () => {
  const commands = await makeCommands()
  const { folder } = commands
  await backUp(commands)
  const other = await makeEmpty()
  const none = await other.keyhold({ args: [...RESTORE, '--key', 'nobody'], folder })
  expect(none.code).toBe(3)
  expect(none.err).toContain('No key in this backup is called “nobody”')
  const { code, out } = await other.keyhold({ args: [...RESTORE, '--key', 'by hand'], folder })
  expect({ code, out }).toEqual({ code: 0, out: 'Restored: 0 accounts, 1 key, 1 secret.\n' })
  expect(other.database.truth.accounts.all()).toEqual([])
})

it('leaves a key with another secret alone, and asks before it takes the one of the backup', async () => {
  const commands = await makeCommands()
  const { keyhold, folder, vault, byHand, person, keyNamed, port } = commands
  await backUp(commands)
  await vault.byHand.paste({ key: byHand, secret: { from: 'typed', text: 'typed-2' } })
  await vault.keys.forgetVersion({ key: byHand, version: 1, name: 'by hand' })
  const left = await keyhold({ args: RESTORE, folder })
  expect(left).toMatchObject({ code: 0, out: 'Nothing to restore: what is in the backup is here.\n' })
  expect(left.err).toContain('1 key is here with another secret')
  person.agrees = false
  expect((await keyhold({ args: [...RESTORE, '--all'], folder })).code).toBe(5)
  expect(keyNamed('by hand').version).toBe(2)
  person.agrees = true
  expect((await keyhold({ args: [...RESTORE, '--all'], folder })).code).toBe(0)
  expect(person.asked.slice(1)).toEqual([
    { about: 'restore', keys: 1, program: undefined },
    { about: 'restore', keys: 1, program: undefined },
  ])
  const { version } = keyNamed('by hand')
  expect(port.entries.get(`key ${byHand} v${version}` as never)).toBe('typed-1')
  expect(port.entries.get(`key ${byHand} v2` as never)).toBe('typed-2')
})

it('is no success where a secret could not be stored', async () => {
  const commands = await makeCommands()
  await backUp(commands)
  const other = await makeEmpty()
  other.port.refuseNext('write')
  const { code, err } = await other.keyhold({ args: RESTORE, folder: commands.folder })
  expect(code).toBe(1)
  expect(err).toMatch(/not reached/)
  expect((await other.keyhold({ args: RESTORE, folder: commands.folder })).code).toBe(0)
})

it('checks the newest backup: whether it opens, and what is newer here', async () => {
  const commands = await makeCommands()
  const { keyhold, folder, vault } = commands
  await backUp(commands)
  const path = join(folder, 'all.keyhold.age')
  const check = (...more: string[]) => keyhold({ args: ['backup', '--check', ...more], folder })
  expect(await check('-i', 'identity.txt')).toMatchObject({
    code: 0,
    out: `The backup opens, with 2 keys: ${path}\n`,
    err: '',
  })
  expect(vault.backups.state().rehearsal).toMatchObject({ outcome: 'opened' })
  await addByHand(vault, 'later', 'typed-9')
  expect((await check('-i', 'identity.txt')).err).toContain(
    '1 key here has a secret that isn’t in the backup',
  )
  writeFileSync(path, 'damaged')
  const damaged = await check('-i', 'identity.txt')
  expect(damaged.code).toBe(1)
  expect(vault.backups.state().rehearsal).toMatchObject({ outcome: 'failed' })
})

it('compares an automatic backup with what was written, and asks for no passphrase', async () => {
  const { keyhold, folder, vault } = await makeCommands()
  mkdirSync(join(folder, 'auto'))
  await vault.backups.setAutomatic({
    ...{ folder: join(folder, 'auto'), everyDays: 7, keep: 3 },
    recipients: [RECIPIENT],
  })
  await keyhold({ args: ['backup'], folder })
  const { path } = vault.backups.state().last!
  const check = () => keyhold({ args: ['backup', '--check'], folder })
  expect(await check()).toMatchObject({ code: 0, out: `The backup is as Keyhold wrote it: ${path}\n` })
  writeFileSync(path, 'damaged')
  expect((await check()).code).toBe(1)
})

it('brings the settings into an empty vault, and elsewhere only with --settings', async () => {
  const commands = await makeCommands()
  const { keyhold, folder, vault } = commands
  vault.changeSettings({ theme: 'dark' })
  await backUp(commands)
  const other = await makeEmpty()
  const dry = await other.keyhold({ args: [...RESTORE, '--dry-run'], folder })
  expect(dry.out).toContain('1 setting would be taken from the backup.')
  const { out } = await other.keyhold({ args: RESTORE, folder })
  expect(out).toBe('Restored: 1 account, 2 keys, 3 secrets, 1 setting.\n')
  expect(other.vault.store.settings.read().theme).toBe('dark')
  vault.changeSettings({ theme: 'light' })
  expect((await keyhold({ args: RESTORE, folder })).out).toContain('Nothing to restore')
  expect((await keyhold({ args: [...RESTORE, '--settings'], folder })).out).toContain('1 setting')
  expect(vault.store.settings.read().theme).toBe('dark')
})
