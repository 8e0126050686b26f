import { describe, expect, it } from 'vitest'
import type { FileDropPort } from '../../../../electron/core/ports/file-drops.ts'
import type { ImportFilesPort } from '../../../../electron/core/ports/import-files.ts'
import type { ImportHead } from '../../../../shared/contract/import.ts'
import { IMPORT_PART } from '../../../../shared/model/import-formats.ts'
import { fakeFileDialogs } from '../../../fakes/file-dialogs.ts'
import { fakePerson } from '../../../fakes/person.ts'
import { failureOf, makeMachine, settle } from '../vault-set-up.ts'

const GONE = { kind: 'not-found', what: 'entry' }

interface Options {
  readonly lines?: readonly string[]
  readonly find?: ImportFilesPort['find']
}

/** A window whose user chooses a `.env` file with these lines whenever a file is requested. */
function makeWindow({ lines = ['API_KEY=secret-1', 'PORT=3000', 'EMPTY='], find }: Options = {}) {
  const fileDialogs = { ...fakeFileDialogs(), choice: '/home/me/.env' as string | undefined }
  fileDialogs.chooseSources = async () => (fileDialogs.choice === undefined ? [] : [fileDialogs.choice])
  fileDialogs.chooseFile = async () => fileDialogs.choice
  const drops: FileDropPort = { last: async () => [] }
  const person = fakePerson()
  const machine = makeMachine({
    world: { fileDialogs, fileDrops: drops, gestures: person.ports.gestures },
    importFiles: {
      find:
        find ??
        (async (paths) =>
          paths.map((path) => ({ file: path, bytes: new TextEncoder().encode(lines.join('\n')) }))),
    },
  })
  const vault = machine.open()
  const requests = vault.importRequests
  const choose = async (): Promise<ImportHead> => {
    const { import: head } = await requests.choose({ from: 'files' })
    if (head === undefined) throw new Error('Nothing was chosen')
    return head
  }
  const names = () => machine.database.truth.keys.all().map(({ name }) => name)
  return { ...machine, fileDialogs, drops, person, vault, requests, choose, names }
}

describe('an import by the window', () => {
  it('reads what the user chose, and sends the page names and places, but no secret', async () => {
    const { requests, choose } = makeWindow()
    const { id, size } = await choose()
    expect(size).toBe(2)
    const part = requests.part({ import: id, from: 0 })
    expect(part.rows).toMatchObject([
      { row: 0, name: 'API_KEY', state: 'new', isSuggested: true },
      { row: 1, name: 'PORT', isSuggested: false },
    ])
    expect(part.skipped).toMatchObject([{ name: 'EMPTY', why: 'empty' }])
    expect(part.files).toMatchObject([{ file: '/home/me/.env', format: 'dotenv', entries: 2 }])
    expect(JSON.stringify(part)).not.toContain('secret-1')
  })

  it('reads what was dropped on the window without a press, and nothing if nothing was', async () => {
    const { requests, person, drops } = makeWindow()
    person.presses = false
    expect(await requests.choose({ from: 'dropped' })).toEqual({})
    drops.last = async () => ['/home/me/shop/.env']
    const { import: head } = await requests.choose({ from: 'dropped' })
    expect(requests.part({ import: head!.id, from: 0 }).files).toMatchObject([{ file: '/home/me/shop/.env' }])
  })

  it('needs a press for each dialog, and reads nothing if the user chooses nothing', async () => {
    const { requests, choose, person, fileDialogs } = makeWindow()
    const { id } = await choose()
    person.presses = false
    const refused = { kind: 'limit', why: 'no-gesture' }
    expect(await failureOf(() => requests.chooseKeyFile({ import: id }))).toEqual(refused)
    expect(await failureOf(() => requests.choose({ from: 'folder' }))).toEqual(refused)
    person.presses = true
    fileDialogs.choice = undefined
    expect(await requests.choose({ from: 'folder' })).toEqual({})
  })

  it('sends long lists in parts', async () => {
    const lines = Array.from(
      { length: IMPORT_PART + 7 },
      (_, index) => `KEY_${String(index)}=secret-${String(index)}`,
    )
    const { requests, choose } = makeWindow({ lines })
    const { id, size } = await choose()
    expect(size).toBe(IMPORT_PART + 7)
    expect(requests.part({ import: id, from: 0 }).rows).toHaveLength(IMPORT_PART)
    expect(requests.part({ import: id, from: IMPORT_PART }).rows.map(({ row }) => row)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((index) => IMPORT_PART + index),
    )
  })

  it('stores the chosen rows alone, and reports its progress', async () => {
    const { requests, choose, names, fake } = makeWindow()
    const { id } = await choose()
    const report = await requests.run({ import: id, rows: [0], isApart: false })
    expect(report).toMatchObject({ added: 1, joined: 0, known: 0, failed: [], left: 0 })
    expect(names()).toEqual(['API_KEY'])
    expect(fake.pushed('import:progress').at(-1)).toEqual({ work: 'storing', done: 1 })
  })

  it('forgets what was read when it is closed, and when the user chooses again', async () => {
    const { requests, choose } = makeWindow()
    const first = await choose()
    const second = await choose()
    expect(await failureOf(() => requests.part({ import: first.id, from: 0 }))).toEqual(GONE)
    requests.close({ import: first.id }) // too late, because this closes an earlier import
    expect(requests.part({ import: second.id, from: 0 }).rows).toHaveLength(2)
    requests.close({ import: second.id })
    const run = () => requests.run({ import: second.id, rows: [0], isApart: false })
    expect(await failureOf(run)).toEqual(GONE)
  })

  it('keeps nothing of a reading that is cancelled', async () => {
    let found: (() => void) | undefined
    const bytes = new TextEncoder().encode('API_KEY=secret-1')
    const { requests, choose } = makeWindow({
      find: async () => {
        await new Promise<void>((resolve) => (found = resolve))
        return [{ file: '.env', bytes }]
      },
    })
    const choosing = failureOf(choose)
    await settle()
    requests.cancel()
    found?.()
    expect(await choosing).toEqual({ kind: 'work', why: 'cancelled' })
    expect(new TextDecoder().decode(bytes)).not.toContain('secret-1')
  })

  it('forgets what was read when the app is locked', async () => {
    const { requests, choose } = makeWindow()
    const { id } = await choose()
    requests.locked()
    expect(await failureOf(() => requests.part({ import: id, from: 0 }))).toEqual(GONE)
  })

  it('stores all of what has begun when the app is locked meanwhile, and forgets the rest then', async () => {
    const { requests, choose, names } = makeWindow()
    const { id } = await choose()
    const running = requests.run({ import: id, rows: [0, 1], isApart: false })
    requests.locked()
    expect(await running).toMatchObject({ added: 2, left: 0 })
    expect(names()).toEqual(['API_KEY', 'PORT'])
    expect(await failureOf(() => requests.part({ import: id, from: 0 }))).toEqual(GONE)
  })

  it('changes a file at a press alone, and not of an import that was closed', async () => {
    const { requests, choose, person } = makeWindow()
    const { id } = await choose()
    expect(await requests.plainFiles({ import: id, from: 0 })).toEqual({ files: [] })
    person.presses = false
    const clean = () => requests.cleanFiles({ import: id, how: 'trash', files: [0] })
    expect(await failureOf(clean)).toEqual({ kind: 'limit', why: 'no-gesture' })
    person.presses = true
    expect(await clean()).toMatchObject({ done: 0 })
    requests.close({ import: id })
    expect(await failureOf(clean)).toEqual(GONE)
  })

  it('stops between two rows when it is cancelled, and can be run again', async () => {
    const { requests, choose, names } = makeWindow()
    const { id } = await choose()
    const running = requests.run({ import: id, rows: [0, 1], isApart: false })
    requests.cancel()
    expect(await running).toMatchObject({ added: 0, left: 2 })
    expect(await requests.run({ import: id, rows: [0, 1], isApart: false })).toMatchObject({
      added: 2,
      left: 0,
    })
    expect(names()).toEqual(['API_KEY', 'PORT'])
  })
})
