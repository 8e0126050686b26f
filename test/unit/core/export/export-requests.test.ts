/** The requests about exports that a page may make. `command-line/export.test.ts` tests the files and the questions in a terminal. */
import { expect, it } from 'vitest'
import type { PageExport } from '../../../../electron/core/export/export-requests.ts'
import { fakeFileDialogs } from '../../../fakes/file-dialogs.ts'
import { fakeBackupFiles } from '../../../fakes/backup-files.ts'
import { quickWorker } from '../../../fakes/worker.ts'
import { addByHand, failureOf, makeMachine } from '../vault-set-up.ts'

async function makePage() {
  const fileDialogs = fakeFileDialogs()
  const backupFiles = fakeBackupFiles()
  const machine = makeMachine({ world: { fileDialogs, backupFiles, worker: quickWorker() } })
  const vault = machine.open()
  await vault.start()
  const key = await addByHand(vault, 'Own', 'secret-1')
  fileDialogs.choice = '/out/file'
  const textOf = (path: string) => Buffer.from(backupFiles.files.get(path)?.bytes ?? []).toString()
  return { ...machine, vault, key, fileDialogs, backupFiles, person: machine.fake.person, textOf }
}

const PLAIN = { format: 'csv', passphrase: undefined } as const
const SEALED = { format: 'kdbx', passphrase: 'correct horse' } as const

it('asks in a dialog of the system before secrets leave as they are, and writes where the user chose', async () => {
  const { vault, key, person, fileDialogs, textOf, fake } = await makePage()
  const report = await vault.exportRequests.byPage({ keys: [key], ...PLAIN })
  expect(report).toEqual({ exported: 1, withoutSecret: 0, leftOut: [], renamed: [] })
  expect(person.asked).toEqual([
    { about: 'export', secrets: 1, isEncrypted: false, path: undefined, program: undefined },
  ])
  expect(fileDialogs.offered).toEqual(['keyhold-export.csv'])
  expect(textOf('/out/file')).toContain('secret-1')
  expect(fake.pushed('export:progress').at(-1)).toEqual({ done: 1 })
})

it('asks for the file alone where it is encrypted', async () => {
  const { vault, key, person, textOf } = await makePage()
  expect(await vault.exportRequests.byPage({ keys: [key], ...SEALED })).toMatchObject({ exported: 1 })
  expect(person.asked).toEqual([])
  expect(textOf('/out/file')).not.toContain('secret-1')
})

it('writes nothing without a yes, a place or a press', async () => {
  const { vault, key, person, fileDialogs, backupFiles } = await makePage()
  const byPage = (request: PageExport) => vault.exportRequests.byPage(request)
  person.agrees = false
  expect(await byPage({ keys: [key], ...PLAIN })).toBeUndefined()
  expect(fileDialogs.offered).toEqual([])
  person.agrees = true
  fileDialogs.choice = undefined
  expect(await byPage({ keys: [key], ...PLAIN })).toBeUndefined()
  person.presses = false
  expect(await failureOf(() => byPage({ keys: [key], ...SEALED }))).toMatchObject({ kind: 'limit' })
  expect([...backupFiles.files, ...backupFiles.drafts]).toEqual([])
})

it('refuses a passphrase that is missing, easy to guess, or of no use', async () => {
  const { vault, key, fileDialogs } = await makePage()
  const why = (request: object) =>
    failureOf(() => vault.exportRequests.byPage({ keys: [key], ...PLAIN, ...request }))
  expect(await why({ format: 'kdbx' })).toMatchObject({ kind: 'invalid', why: 'required' })
  expect(await why({ format: 'kdbx', passphrase: 'aaaaaaaaaa' })).toMatchObject({ why: 'too-simple' })
  expect(await why({ passphrase: 'correct horse' })).toMatchObject({ kind: 'invalid', field: 'passphrase' })
  expect(fileDialogs.offered).toEqual([])
})

it('leaves no file where the disk is full, its folder is gone, or it was read back as something else', async () => {
  const { vault, key, backupFiles } = await makePage()
  const failure = () => failureOf(() => vault.exportRequests.byPage({ keys: [key], ...PLAIN }))
  backupFiles.damage = (bytes) => bytes.subarray(1)
  expect(await failure()).toEqual({ kind: 'file', why: 'refused' })
  backupFiles.freeBytes = 10
  expect(await failure()).toEqual({ kind: 'file', why: 'disk-full' })
  backupFiles.isGone = true
  expect(await failure()).toEqual({ kind: 'file', why: 'no-folder' })
  expect([...backupFiles.files, ...backupFiles.drafts]).toEqual([])
})
