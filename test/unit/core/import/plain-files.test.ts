import { describe, expect, it } from 'vitest'
import type { FoundFile } from '../../../../electron/core/ports/import-files.ts'
import type { SourceFilesPort } from '../../../../electron/core/ports/source-files.ts'
import { Failure } from '../../../../shared/contract/errors.ts'
import type { ImportPreview } from '../../../../shared/contract/import.ts'
import { parseReference } from '../../../../shared/model/references.ts'
import { addByHand, failureOf, makeMachine } from '../vault-set-up.ts'

const identity = { device: 1n, inode: 2n, size: 3n, modifiedNs: 4n, hash: 'h' }

/** Files on a disk in memory. */
function makeDisk() {
  const texts = new Map<string, string>()
  const trashed: string[] = []
  const port: SourceFilesPort = {
    async read({ path }) {
      const text = texts.get(path)
      if (text === undefined) throw new Failure({ kind: 'import', why: 'file-changed' })
      return new TextEncoder().encode(text)
    },
    async trash({ path }) {
      await port.read({ path, identity })
      texts.delete(path)
      trashed.push(path)
    },
    async replace({ path }, bytes) {
      texts.set(path, new TextDecoder().decode(bytes))
    },
  }
  const write = (path: string, text: string): FoundFile => {
    texts.set(path, text)
    return { file: path, path, identity, bytes: new TextEncoder().encode(text) }
  }
  return { texts, trashed, port, write }
}

function makeImport() {
  const disk = makeDisk()
  const machine = makeMachine({ world: { sourceFiles: disk.port } })
  const vault = machine.open()
  const run = async (files: readonly FoundFile[], rows?: readonly number[]): Promise<ImportPreview> => {
    const preview = await vault.imports.read(files)
    await vault.imports.run(
      preview.id,
      (rows ?? preview.rows.map(({ row }) => row)).map((row) => ({ row })),
    )
    return preview
  }
  return { ...disk, ...machine, files: disk.port, vault, run }
}

const CSV = 'title,password,url\nOne,secret-1,https://a.example\nTwo,secret-2,\n'

describe('after an import', () => {
  it('an export goes to the trash once each of its secrets is stored', async () => {
    const { vault, run, write, trashed } = makeImport()
    const { id } = await run([write('/a.csv', CSV)])
    expect(await vault.imports.plainFiles(id)).toEqual([
      { index: 0, file: '/a.csv', mayTrash: true, changes: [] },
    ])
    expect(await vault.imports.cleanFiles(id, 'trash', [0])).toEqual({ done: 1, failed: [] })
    expect(trashed).toEqual(['/a.csv'])
    expect(await vault.imports.plainFiles(id)).toEqual([])
  })

  it('a vault that closes waits for the file that is being changed, and begins no other', async () => {
    const { vault, run, write, trashed, files } = makeImport()
    const { id } = await run([write('/a.csv', CSV), write('/b.csv', CSV.replaceAll('secret', 'other'))])
    expect(await vault.imports.plainFiles(id)).toHaveLength(2)
    const begun = Promise.withResolvers<unknown>()
    const moved = Promise.withResolvers<unknown>()
    const trash = files.trash.bind(files)
    files.trash = async (file) => {
      begun.resolve(undefined)
      await moved.promise
      await trash(file)
    }
    const cleaned = vault.imports.cleanFiles(id, 'trash', [0, 1])
    await begun.promise
    let isClosed = false
    const closed = vault.close().then(() => (isClosed = true))
    await new Promise(setImmediate)
    expect(isClosed).toBe(false)
    moved.resolve(undefined)
    await closed
    expect(await cleaned).toEqual({ done: 1, failed: [] })
    expect(trashed).toEqual(['/a.csv'])
  })

  it('references take the place of the stored secrets of a .env file, and mean their keys', async () => {
    const { vault, run, write, texts, keyNamed } = makeImport()
    await addByHand(vault, 'mine', 'secret-2')
    const { id } = await run(
      [write('/.env', '# c\nAPI_KEY=secret-1\nPORT=3000\nOLD_KEY="secret-2" # x\n')],
      [0],
    )
    const [file] = await vault.imports.plainFiles(id)
    expect(file).toMatchObject({ mayTrash: false })
    expect(file?.changes.map(({ line, variable }) => [line, variable])).toEqual([
      [2, 'API_KEY'],
      [4, 'OLD_KEY'],
    ])
    expect(JSON.stringify(file)).not.toContain('secret-1')
    const references = file?.changes.map(({ reference }) => reference) ?? []
    expect(references.map(parseReference)).toEqual(
      ['API_KEY', 'mine'].map((name) => ({
        ...{ kind: 'key', account: 'manual', version: 'current' },
        key: keyNamed(name).id,
      })),
    )
    expect(await vault.imports.cleanFiles(id, 'references', [0])).toEqual({ done: 1, failed: [] })
    expect(texts.get('/.env')).toBe(
      `# c\nAPI_KEY=${references[0] ?? ''}\nPORT=3000\nOLD_KEY="${references[1] ?? ''}" # x\n`,
    )
  })

  it.each([
    ['with a secret that was not chosen', 'a.csv', CSV, [0]],
    ['with a line that could not be read', '.env', 'A_KEY=secret-1\nB_KEY="secret-2\n', undefined],
    [
      'with a secret that no key can hold',
      'a.csv',
      `title,password\nA,secret-1\nB,${'x'.repeat(2_000_000)}\n`,
      undefined,
    ],
    ['of a program that reads it', '.npmrc', '//r.example/:_authToken=secret-1\n', undefined],
  ] as const)('a file %s stays', async (_, name, text, rows) => {
    const { vault, run, write, trashed, texts } = makeImport()
    const { id } = await run([write(`/home/${name}`, text)], rows)
    expect(await vault.imports.plainFiles(id)).toEqual([])
    for (const how of ['trash', 'references'] as const)
      expect((await vault.imports.cleanFiles(id, how, [0])).done).toBe(0)
    expect(trashed).toEqual([])
    expect(texts.get(`/home/${name}`)).toBe(text)
  })

  it('a link, an entry of a pass store and an encrypted file stay', async () => {
    const { vault, run, write } = makeImport()
    const link = { ...write('/b.csv', 'title,password\nB,secret-2\n'), identity: undefined }
    const noFile = { ...write('/c.csv', 'title,password\nC,secret-3\n'), path: undefined }
    const { id } = await run([link, noFile])
    expect(await vault.imports.plainFiles(id)).toEqual([])
    const opened = await vault.imports.read([write('/d.csv', 'title,password\nD,secret-4\n')], {
      passphrase: 'typed',
    })
    await vault.imports.run(opened.id, [{ row: 0 }])
    expect(await vault.imports.plainFiles(opened.id)).toEqual([])
  })

  it.each(['trash', 'references'] as const)(
    'a file stays if the keychain does not give back one of its secrets (%s)',
    async (how) => {
      const { vault, run, write, trashed, texts, port, keyNamed, database } = makeImport()
      const text = 'A_KEY=secret-1\nB_KEY=secret-2\n'
      const { id } = await run([write('/.env', text), write('/good/.env', 'C_KEY=secret-3\n')])
      const entry = database.truth.versions.get(keyNamed('B_KEY').id, 1)?.entry ?? ''
      expect(await vault.imports.plainFiles(id)).toHaveLength(2)
      for (const spoil of [() => port.entries.set(entry, 'other'), () => port.entries.delete(entry)]) {
        spoil()
        const { failed } = await vault.imports.cleanFiles(id, how, [0])
        expect(failed).toMatchObject([{ file: '/.env' }])
      }
      expect((await vault.imports.cleanFiles(id, how, [0, 1])).done).toBe(1)
      expect(texts.get('/.env')).toBe(text)
      expect(trashed).toEqual(how === 'trash' ? ['/good/.env'] : [])
    },
  )

  it('a file that is not there any more is named, and the others are changed', async () => {
    const { vault, run, write, texts } = makeImport()
    const { id } = await run([write('/.env', 'A_KEY=secret-1\n'), write('/b/.env', 'B_KEY=secret-2\n')])
    await vault.imports.plainFiles(id)
    texts.delete('/.env')
    expect(await vault.imports.cleanFiles(id, 'references', [0, 1])).toEqual({
      done: 1,
      failed: [{ file: '/.env', error: { kind: 'import', why: 'file-changed' } }],
    })
    expect(texts.get('/b/.env')).toContain('B_KEY=keyhold://secret/')
  })

  it('nothing is done to a file that was not shown before, or that would change otherwise now', async () => {
    const { vault, run, write, trashed, texts } = makeImport()
    const text = 'A_KEY=secret-1\nB_KEY=secret-2\n'
    const { id } = await run([write('/.env', text)], [0])
    expect(await vault.imports.cleanFiles(id, 'trash', [0])).toEqual({ done: 0, failed: [] })
    expect(await vault.imports.plainFiles(id)).toMatchObject([{ changes: [{ variable: 'A_KEY' }] }])
    await vault.imports.run(id, [{ row: 1 }])
    expect(await vault.imports.cleanFiles(id, 'references', [0])).toMatchObject({
      done: 0,
      failed: [{ file: '/.env' }],
    })
    expect(texts.get('/.env')).toBe(text)
    expect(trashed).toEqual([])
  })

  it('nothing is changed of an import that is closed, or while it runs', async () => {
    const { vault, run, write } = makeImport()
    const { id } = await run([write('/a.csv', CSV)])
    const running = vault.imports.run(id, [{ row: 0 }])
    expect(await failureOf(() => vault.imports.cleanFiles(id, 'trash', [0]))).toMatchObject({ kind: 'busy' })
    await running
    vault.imports.close(id)
    expect(await failureOf(() => vault.imports.cleanFiles(id, 'trash', [0]))).toMatchObject({
      kind: 'not-found',
    })
  })
})
