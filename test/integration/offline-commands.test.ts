import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { createOfflineCommands } from '../../electron/command-line/offline.ts'
import { systemClock } from '../../electron/main/system-clock.ts'
import { openToRead } from '../../electron/store/read-only.ts'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { answered } from '../fakes/command-session.ts'
import { bytesOf } from './files.ts'
import { newFolder, removeFolders, startProgram } from './program.ts'

afterAll(removeFolders)

const pathsIn = (folder: string) => ({
  databasePath: join(folder, 'keyhold.sqlite'),
  backupDir: join(folder, 'backups'),
  sealedResponseDir: join(folder, 'rescue'),
})

function offlineOn(folder: string) {
  const commands = createOfflineCommands({
    open: () => openToRead({ paths: pathsIn(folder), clock: systemClock }),
    providers: [],
    program: ['/opt/Keyhold/keyhold'],
    clock: systemClock,
    log: { info: () => undefined, unexpected: (_where, error) => String(error) },
    version: '1.2.3',
  })
  return (...args: string[]) => answered(commands.run, args)
}

async function withVault(
  prepare?: (ask: Awaited<ReturnType<typeof startProgram>>['ask']) => Promise<unknown>,
) {
  const folder = newFolder()
  const program = await startProgram(folder)
  await program.ask('key:add', {
    secret: { from: 'typed', text: 'ours' },
    fields: { name: 'own key', environment: 'OWN' },
  })
  await prepare?.(program.ask)
  await program.close()
  return folder
}

it('reads a vault that no program has open, and changes not a byte', async () => {
  const folder = await withVault()
  const before = bytesOf(folder)
  const keyhold = offlineOn(folder)
  expect((await keyhold('ls', '--json')).out).toContain('"name":"own key"')
  expect((await keyhold('show', 'OWN')).out).toContain('own key')
  expect((await keyhold('status')).out).toContain('1 key in 0 accounts.')
  expect((await keyhold('ls', 'is:expird')).code).toBe(EXIT.usage)
  expect((await keyhold('__complete', '--', 'show', 'o')).out).toContain('own key')
  expect(bytesOf(folder)).toEqual(before)
})

it('reads what a crash has left in the log', async () => {
  const folder = newFolder()
  const program = await startProgram(folder)
  await program.ask('key:add', { secret: { from: 'typed', text: 'ours' }, fields: { name: 'in the log' } })
  const crashed = newFolder()
  for (const suffix of ['', '-wal'])
    copyFileSync(join(folder, `keyhold.sqlite${suffix}`), join(crashed, `keyhold.sqlite${suffix}`))
  await program.close()
  const before = bytesOf(crashed)
  expect((await offlineOn(crashed)('ls')).out).toContain('in the log')
  expect(bytesOf(crashed)).toEqual(before)
})

it('reads nothing from a vault with an app lock', async () => {
  const folder = await withVault((ask) => ask('lock:set', { passphrase: 'a long enough passphrase' }))
  const keyhold = offlineOn(folder)
  for (const args of [['ls'], ['show', 'own key']]) {
    const { code, out, err } = await keyhold(...args)
    expect({ code, out }).toEqual({ code: EXIT.locked, out: '' })
    expect(err).not.toContain('own')
  }
  expect((await keyhold('status')).out).toBe('Keyhold is locked.\n')
  expect((await keyhold('__complete', '--', 'show', '')).out).toBe('words\n')
})

it('says why a database cannot be read', async () => {
  const folder = await withVault()
  const path = join(folder, 'keyhold.sqlite')
  const db = new Database(path)
  db.pragma('user_version = 9999')
  db.close()
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
  expect(await offlineOn(folder)('ls')).toMatchObject({
    code: EXIT.failed,
    err: expect.stringContaining('newer') as unknown,
  })
  writeFileSync(path, 'no database at all')
  expect((await offlineOn(folder)('status')).code).toBe(EXIT.failed)
})

it('says that there is nothing yet where nothing was ever stored', async () => {
  const folder = newFolder()
  const { code, err } = await offlineOn(folder)('ls')
  expect(code).toBe(EXIT.done)
  expect(err).toContain('no keys yet')
  expect(bytesOf(folder)).toEqual({})
})

it('knows which calls need the program', () => {
  const { canAnswer } = createOfflineCommands({
    open: () => ({ state: 'none' }),
    providers: [],
    program: [],
    clock: systemClock,
    log: { info: () => undefined, unexpected: () => '' },
    version: '1.2.3',
  })
  for (const args of [
    [],
    ['ls'],
    ['get', '--help'],
    ['get'],
    ['nonsense'],
    ['--version'],
    ['completion', 'bash'],
    ['--demo'],
    ['doctor'],
  ])
    expect(canAnswer(args)).toBe(true)
  for (const args of [['get', 'x'], ['run', '--', 'x'], ['sync'], ['lock'], ['open']])
    expect(canAnswer(args)).toBe(false)
})

it('becomes the program’s own doctor instead of starting the program for one, and reads nothing for it', async () => {
  const commands = createOfflineCommands({
    open: () => {
      throw new Error('The doctor opens the database by itself')
    },
    providers: [],
    program: ['/opt/Keyhold/keyhold'],
    clock: systemClock,
    log: { info: () => undefined, unexpected: (_where, error) => String(error) },
    version: '1.2.3',
  })
  for (const [args, switches] of [
    [['doctor'], ['--doctor']],
    [
      ['doctor', '--json'],
      ['--doctor', '--json'],
    ],
    [
      ['--doctor', '--json'],
      ['--doctor', '--json'],
    ],
  ] as const) {
    expect(commands.canAnswer(args)).toBe(true)
    const { session } = await answered(commands.run, [...args])
    expect(session.became?.command).toEqual(['/opt/Keyhold/keyhold', ...switches])
  }
  expect(await answered(commands.run, ['doctor', '--timing'])).toMatchObject({
    code: EXIT.noProgram,
    out: '',
  })
})
