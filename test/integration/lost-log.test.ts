import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { filesBelow } from './files.ts'
import { newFolder, type RunningProgram } from './program.ts'
import { othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

/* A program is killed, and the write-ahead log is damaged before the next start: Keyhold reports it, and no secret is lost. */

const stage = createStage()

function flip(path: string): void {
  const bytes = readFileSync(path)
  const at = Math.floor(bytes.length / 4)
  bytes[at] = bytes[at]! ^ 0x10
  writeFileSync(path, bytes)
}

async function bringAllBack(program: RunningProgram): Promise<void> {
  const orphans = async () =>
    (await program.ask('keychain:orphans')).filter(({ kind }) => kind === 'secret').map(({ name }) => name)
  for (const name of await orphans()) await program.ask('keychain:bring-back', { name })
  expect(await orphans()).toEqual([])
}

/** The secrets of all versions of all keys, as the user copies them. */
async function allSecrets(program: RunningProgram): Promise<ReadonlySet<string>> {
  const had = new Set<string>()
  for (const { id: key } of (await program.snapshot()).keys) {
    for (const { version } of (await program.ask('key:detail', { key })).versions) {
      await program.ask('key:copy', { key, version })
      had.add(program.world.record.clipboard)
    }
  }
  return had
}

it.each([
  ['flipped', flip],
  ['cut', (log: string) => truncateSync(log, 40_000)],
  ['cut to nothing', (log: string) => truncateSync(log, 0)],
  ['gone', (log: string) => rmSync(log)],
] as const)('a log that is %s', async (_what, spoil) => {
  const emulator = await stage.atlas({ keys: 4 })
  const before = newFolder()
  const first = await stage.start(before)
  const account = await first.connect(emulator)
  await first.ask('settings:change', { syncMinutes: 0 })
  await first.close()
  const running = await stage.start(before)
  for (const { id } of await othersKeys(running)) await running.ask('key:regenerate', { key: id })
  for (let n = 0; n < 15; n++)
    await running.ask('key:add', {
      secret: { from: 'typed', text: `typed-${n}` },
      fields: { name: `own ${n}` },
    })

  const folder = newFolder()
  cpSync(before, folder, { recursive: true }) // the files that a kill at this moment would leave
  const log = join(folder, 'keyhold.sqlite-wal')
  spoil(log)
  const left = filesBelow(folder).includes(log) ? readFileSync(log) : undefined

  const program = await stage.start(folder)
  const { notices } = await program.snapshot()
  expect(notices).toMatchObject([{ kind: 'changes-lost' }])
  const aside = filesBelow(folder).filter((path) => /damaged-[\dTZ-]+-wal$/.test(path))
  expect(aside.map((path) => readFileSync(path))).toEqual(left === undefined ? [] : [left])

  await program.ask('account:sync', { account })
  await bringAllBack(program)
  const had = await allSecrets(program)
  for (const { secret } of emulator.handedOut()) expect(had).toContain(secret)
  for (let n = 0; n < 15; n++) expect(had).toContain(`typed-${n}`)
})
