import { chmodSync, chownSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ShutVault } from '../../shared/contract/snapshot.ts'
import { bytesOf } from './files.ts'
import { holdElsewhere } from './hold.ts'
import { makeNewer, makeOldProfile, overwritten, rewrite, type OldProfile } from './old-profile.ts'
import { keyOf } from './rows.ts'
import { expectShut, shutVault } from './shut.ts'
import { createStage } from './stage.ts'

/* A database that does not open: the program starts and says why, and changes no byte of it before the user decides. */

const stage = createStage()
const APPLICATION_AT = 68

const TROUBLES: readonly (readonly [string, ShutVault['why'], (old: OldProfile) => void])[] = [
  [
    'overwritten in the middle',
    'damaged',
    ({ databasePath }) => rewrite(databasePath, (bytes) => bytes.fill(7, 4_096, 12_288)),
  ],
  [
    'cut short',
    'damaged',
    ({ databasePath }) => rewrite(databasePath, (bytes) => bytes.subarray(0, bytes.length - 5_000)),
  ],
  ['zeroed', 'damaged', ({ databasePath }) => rewrite(databasePath, (bytes) => bytes.fill(0))],
  ['empty', 'damaged', ({ databasePath }) => rewrite(databasePath, () => Buffer.alloc(0))],
  [
    'a letter to a friend',
    'damaged',
    ({ databasePath }) => rewrite(databasePath, () => Buffer.from('Dear Ann')),
  ],
  ['of a newer program', 'newer', ({ databasePath }) => makeNewer(databasePath)],
  [
    'of another program',
    'foreign',
    ({ databasePath }) => rewrite(databasePath, overwritten(APPLICATION_AT, 42)),
  ],
  ['missing', 'missing', ({ databasePath }) => rmSync(databasePath)],
]

it.each(TROUBLES)(
  'a database that is %s keeps the vault closed as "%s", and every byte unchanged',
  async (_, why, spoil) => {
    const old = await makeOldProfile(stage)
    spoil(old)
    const before = bytesOf(old.folder)
    const program = await stage.start(old.folder)
    await expectShut(program, why)
    const { backups } = await shutVault(program)
    expect(backups[0]).toMatchObject({ good: true, keys: 3 })
    await program.close()
    expect(bytesOf(old.folder)).toEqual(before)
    expect(old.emulator.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2)
  },
)

it('waits while another process holds the database, restores nothing over it, and opens once it is free', async () => {
  const old = await makeOldProfile(stage)
  const letGo = await holdElsewhere(stage, old.folder)
  const before = bytesOf(old.folder)
  const program = await stage.start(old.folder)
  await expectShut(program, 'in-use')
  const [backup] = (await shutVault(program)).backups
  const refused = await program.call('vault:restore', { backup: backup!.name })
  expect(refused).toEqual({ ok: false, error: { kind: 'vault', why: 'in-use' } })
  expect(bytesOf(old.folder)).toEqual(before)
  await letGo()
  expect(await program.ask('vault:retry')).toMatchObject({ vault: 'open' })
  expect((await keyOf(program, old.key)).version).toBe(2)
})

it.skipIf(process.platform === 'win32')(
  'reports that its folder is read-only, and opens once it is writable',
  async () => {
    const old = await makeOldProfile(stage)
    const before = bytesOf(old.folder)
    const release = asSomebodyWhoMayNot(old.folder)
    const program = await stage.start(old.folder)
    await expectShut(program, 'read-only')
    release()
    expect(bytesOf(old.folder)).toEqual(before)
    expect(await program.ask('vault:retry')).toMatchObject({ vault: 'open' })
  },
)

/** Root may write anywhere, so the test runs as the user nobody until the returned function is called. */
function asSomebodyWhoMayNot(folder: string): () => void {
  const isRoot = process.getuid?.() === 0
  const nobody = 65_534
  if (isRoot)
    for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
      chownSync(join(folder, name), nobody, nobody)
  chmodSync(folder, 0o500)
  if (isRoot) process.seteuid!(nobody)
  let isOver = false
  const release = () => {
    if (isOver) return
    isOver = true
    if (isRoot) process.seteuid!(0)
    chmodSync(folder, 0o700)
  }
  stage.atEnd(release)
  return release
}
