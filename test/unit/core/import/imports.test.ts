import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FoundFile } from '../../../../electron/core/ports/import-files.ts'
import type { ReadPart, WorkerPort } from '../../../../electron/core/ports/worker.ts'
import type { Vault } from '../../../../electron/core/vault.ts'
import type { ImportPreview } from '../../../../shared/contract/import.ts'
import { inProcessWorker } from '../../../fakes/worker.ts'
import { addByHand, connect, failureOf, makeMachine, settle, type Machine } from '../vault-set-up.ts'

const file = (name: string, text: string) => ({ file: name, bytes: new TextEncoder().encode(text) })
const env = (...lines: readonly string[]) => file('shop/.env', lines.join('\n'))
const every = ({ rows }: ImportPreview) => rows.map(({ row }) => ({ row }))
const states = ({ rows }: ImportPreview) => rows.map(({ name, state }) => [name, state])

/** An import wipes the bytes that it has read, so each import gets a copy, as if it had opened the files again. */
const copies = (files: readonly ReturnType<typeof file>[]) =>
  files.map(({ file: name, bytes }) => ({ file: name, bytes: Uint8Array.from(bytes) }))

async function importAll(vault: Vault, files: readonly ReturnType<typeof file>[]) {
  const preview = await vault.imports.read(copies(files))
  const report = await vault.imports.run(preview.id, every(preview))
  vault.imports.close(preview.id)
  return report
}

/** The current secrets of all keys. */
const held = ({ database: { truth }, port }: Machine) =>
  truth.keys.all().map(({ id, version }) => port.entries.get(truth.versions.get(id, version)?.entry ?? ''))

describe('the preview', () => {
  it('reports what is new, already here, and duplicate, and contains no secret', async () => {
    const { open } = makeMachine()
    const vault = open()
    await addByHand(vault, 'mine', 'secret-in-vault')
    const preview = await vault.imports.read([
      env('API_KEY=secret-new', 'OLD_KEY=secret-in-vault', 'COPY_KEY=secret-new', 'PORT=3000'),
    ])
    expect(states(preview)).toEqual([
      ['API_KEY', 'new'],
      ['OLD_KEY', 'known'],
      ['COPY_KEY', 'twice'],
      ['PORT', 'new'],
    ])
    expect(preview.rows[1]?.keyName).toBe('mine')
    expect(preview.rows.map(({ isSuggested }) => isSuggested)).toEqual([true, true, true, false])
    expect(JSON.stringify(preview)).not.toContain('secret-')
  })

  it('says which files cannot be read, and reads the others', async () => {
    const { open } = makeMachine()
    const unreadable = { file: 'b', error: { kind: 'import', why: 'unreadable' } } as const
    const preview = await open().imports.read([file('a.txt', 'Dear Sir'), unreadable, env('API_KEY=secret')])
    expect(preview.files).toMatchObject([
      { file: 'a.txt', error: { kind: 'import', why: 'unknown-format' } },
      { file: 'b', error: { kind: 'import', why: 'unreadable' } },
      { file: 'shop/.env', format: 'dotenv', entries: 1 },
    ])
  })

  it('is refused while the keychain is closed, since it could not tell what is there', async () => {
    const { open, port } = makeMachine()
    const vault = open()
    await addByHand(vault)
    port.lock()
    const again = open()
    expect(await failureOf(() => again.imports.read([env('API_KEY=typed-1')]))).toMatchObject({
      kind: 'keychain',
    })
  })
})

const sealedAs = async (name: string) => {
  const { encryptBitwarden } = await import('../../../../electron/formats/bitwarden-seal.ts')
  const item = { type: 1, name: 'A', login: { password: 'p1' } }
  const text = JSON.stringify({ encrypted: false, items: [item] })
  return file(name, JSON.stringify(await encryptBitwarden(text, 'pw', 1)))
}

describe('an import', () => {
  it('stores what was chosen, with all that the file says', async () => {
    const machine = makeMachine()
    const vault = machine.open()
    const preview = await vault.imports.read([env('# c', 'API_KEY=secret-1', 'OTHER_KEY=secret-2')])
    const report = await vault.imports.run(preview.id, [{ row: 0 }])
    expect(report).toEqual({ added: 1, joined: 0, known: 0, failed: [], left: 0 })
    expect(machine.keyNamed('API_KEY')).toMatchObject({
      provider: 'manual',
      environment: 'API_KEY',
      notes: 'Imported from shop/.env, line 2',
      version: 1,
    })
    expect(held(machine)).toEqual(['secret-1'])
    expect(machine.database.truth.operations.open()).toEqual([])
  })

  it('gives its secret to the key of a provider that lacks one', async () => {
    const machine = makeMachine()
    machine.cloud.add('build')
    const vault = machine.open()
    await vault.start()
    await connect(vault)
    const preview = await vault.imports.read([file('a.csv', 'title,password\nBuild,secret-1\n')])
    expect(preview.rows).toMatchObject([{ state: 'joins', keyName: 'build' }])
    expect(await vault.imports.run(preview.id, every(preview))).toMatchObject({ added: 0, joined: 1 })
    expect(machine.keyNamed('build')).toMatchObject({ version: 1 })
    expect(held(machine)).toContain('secret-1')
  })

  it('adds a key of its own where that is chosen', async () => {
    const machine = makeMachine()
    machine.cloud.add('build')
    const vault = machine.open()
    await vault.start()
    await connect(vault)
    const preview = await vault.imports.read([file('a.csv', 'title,password\nBuild,secret-1\n')])
    expect(await vault.imports.run(preview.id, [{ row: 0, isApart: true }])).toMatchObject({
      added: 1,
      joined: 0,
    })
    expect(machine.keyNamed('build')).toMatchObject({ version: 0 })
  })

  it('stores a chosen secret, although an earlier row that was not chosen has the same', async () => {
    const machine = makeMachine()
    const vault = machine.open()
    const preview = await vault.imports.read([env('FOO=abcdef123', 'FOO_TOKEN=abcdef123')])
    expect(states(preview)).toEqual([
      ['FOO', 'new'],
      ['FOO_TOKEN', 'new'],
    ])
    const suggested = preview.rows.filter(({ isSuggested }) => isSuggested)
    expect(suggested).toMatchObject([{ name: 'FOO_TOKEN' }])
    expect(await vault.imports.run(preview.id, suggested)).toMatchObject({ added: 1, known: 0 })
    expect(held(machine)).toEqual(['abcdef123'])
  })

  it('stores a secret once, although two chosen rows have it', async () => {
    const machine = makeMachine()
    const vault = machine.open()
    const preview = await vault.imports.read([env('FOO=abcdef123', 'FOO_TOKEN=abcdef123')])
    expect(await vault.imports.run(preview.id, every(preview))).toMatchObject({ added: 1, known: 1 })
    expect(held(machine)).toEqual(['abcdef123'])
  })

  it('lets a chosen secret join, although an earlier row that was not chosen fits the same key', async () => {
    const machine = makeMachine()
    machine.cloud.add('build')
    const vault = machine.open()
    await vault.start()
    await connect(vault)
    const preview = await vault.imports.read([file('a.csv', 'title,password\nBuild,one-1\nBuild,two-2\n')])
    expect(preview.rows.map(({ state }) => state)).toEqual(['joins', 'new'])
    expect(await vault.imports.run(preview.id, [{ row: 1 }])).toMatchObject({ added: 0, joined: 1 })
    expect(held(machine)).toContain('two-2')
  })

  it('finds everything there at the second time', async () => {
    const machine = makeMachine()
    const vault = machine.open()
    const files = [env('API_KEY=secret-1', 'OTHER_KEY="line 1\nline 2"')]
    expect(await importAll(vault, files)).toMatchObject({ added: 2 })
    expect(await importAll(machine.open(), files)).toMatchObject({ added: 0, known: 2 })
  })

  it('continues after a secret that this keychain cannot store', async () => {
    const machine = makeMachine({ maxBytes: 100 })
    const report = await importAll(machine.open(), [env('BIG_KEY=' + 'x'.repeat(200), 'API_KEY=secret-1')])
    expect(report).toMatchObject({
      added: 1,
      failed: [{ name: 'BIG_KEY', error: { kind: 'secret', why: 'too-long' } }],
    })
  })

  it('stops where the keychain refuses, and the next one finishes it', async () => {
    const machine = makeMachine()
    const vault = machine.open()
    const files = [env('A_KEY=secret-1', 'B_KEY=secret-2', 'C_KEY=secret-3')]
    const preview = await vault.imports.read(copies(files))
    machine.port.refuseNext('write', 'key b-key')
    const report = await vault.imports.run(preview.id, every(preview))
    expect(report).toMatchObject({ added: 1, left: 2, stopped: { kind: 'keychain', why: 'refused' } })
    expect(await importAll(vault, files)).toMatchObject({ added: 1, known: 2 })
    expect(held(machine).sort()).toEqual(['secret-1', 'secret-2', 'secret-3'])
  })

  it('opens an encrypted file by its passphrase, and keeps the others', async () => {
    const { encryptBitwarden } = await import('../../../../electron/formats/bitwarden-seal.ts')
    const vaultText = JSON.stringify({
      encrypted: false,
      items: [{ type: 1, name: 'A', login: { password: 'p1' } }],
    })
    const sealed = file('b.json', JSON.stringify(await encryptBitwarden(vaultText, 'pw', 1)))
    const vault = makeMachine().open()
    const preview = await vault.imports.read([sealed, env('API_KEY=secret-1')])
    expect(preview.files[0]?.error).toMatchObject({ why: 'passphrase-needed' })
    expect((await vault.imports.unlock(preview.id, 'no')).files[0]?.error).toMatchObject({
      why: 'wrong-passphrase',
    })
    expect((await vault.imports.unlock(preview.id, 'pw')).rows).toHaveLength(2)
  })

  describe('with an encrypted file', () => {
    it('still reads it as the format that was named, after a wrong passphrase, too', async () => {
      const vault = makeMachine().open()
      const { id } = await vault.imports.read([await sealedAs('b.env')], { format: 'bitwarden' })
      await vault.imports.unlock(id, 'no')
      expect(await vault.imports.unlock(id, 'pw')).toMatchObject({
        files: [{ file: 'b.env', format: 'bitwarden', entries: 1 }],
        rows: [{ name: 'A' }],
      })
    })

    it('can be cancelled while it tries a passphrase, and tries the next one', async () => {
      const vault = makeMachine().open()
      const { id } = await vault.imports.read([await sealedAs('b.json')])
      const unlocking = vault.imports.unlock(id, 'pw', { signal: AbortSignal.abort() })
      expect(await failureOf(() => unlocking)).toEqual({ kind: 'work', why: 'cancelled' })
      expect((await vault.imports.unlock(id, 'pw')).rows).toHaveLength(1)
    })
  })

  it('keeps what a passphrase has opened when it is cancelled at the next file', async () => {
    const worker = inProcessWorker()
    const controller = new AbortController()
    const stopping: WorkerPort = {
      run: (task, input, options) =>
        worker.run(task, input, {
          ...options,
          async onPart(part) {
            await options?.onPart?.(part)
            if (task === 'import:read-files' && (part as ReadPart).kind === 'read') controller.abort()
          },
        }),
    }
    const vault = makeMachine({ world: { worker: stopping } }).open()
    const { id } = await vault.imports.read([await sealedAs('a.json'), await sealedAs('b.json')])
    const unlocking = vault.imports.unlock(id, 'pw', { signal: controller.signal })
    expect(await failureOf(() => unlocking)).toEqual({ kind: 'work', why: 'cancelled' })
    expect((await vault.imports.unlock(id, 'pw')).rows).toMatchObject([{ state: 'new' }, { state: 'twice' }])
  })

  it('wipes the bytes of a file as soon as they are no longer needed', async () => {
    const vault = makeMachine().open()
    const isWiped = ({ bytes }: FoundFile) => bytes?.every((byte) => byte === 0)
    const [plain, broken] = [env('API_KEY=secret-1'), file('a.csv', 'title,password\nA,"b\n')]
    const [opened, closed] = [await sealedAs('a.json'), await sealedAs('b.json')]
    const first = await vault.imports.read([plain, broken, opened])
    expect([plain, broken, opened].map(isWiped)).toEqual([true, true, false])
    await vault.imports.unlock(first.id, 'pw')
    expect(isWiped(opened)).toBe(true)
    const second = await vault.imports.read([closed])
    vault.imports.close(second.id)
    expect(isWiped(closed)).toBe(true)
  })

  it('is forgotten once it is closed', async () => {
    const vault = makeMachine().open()
    const { id } = await vault.imports.read([env('API_KEY=secret-1')])
    vault.imports.close(id)
    expect(await failureOf(() => vault.imports.run(id, [{ row: 0 }]))).toMatchObject({ kind: 'not-found' })
  })
})

describe('an import that ends anywhere', () => {
  const secrets = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{8}$/), { minLength: 1, maxLength: 6 })
  const lines = (all: readonly string[]) => [env(...all.map((secret, index) => `KEY_${index}=${secret}`))]

  const expectWhole = (machine: Machine, all: readonly string[]) => {
    expect(held(machine).sort()).toEqual([...all].sort())
    expect(machine.database.truth.operations.open()).toEqual([])
  }

  it('loses nothing when it is cancelled, and a second run completes it', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, fc.nat(6), async (all, after) => {
        const machine = makeMachine()
        const vault = machine.open()
        const { id, ...preview } = await vault.imports.read(lines(all))
        let done = 0
        const report = await vault.imports.run(id, every({ id, ...preview }), {
          progress: () => (done += 1) > after && vault.imports.cancel(id),
        })
        expect(report.added + report.left).toBe(all.length)
        expect(await importAll(vault, lines(all))).toMatchObject({ added: report.left, known: report.added })
        expectWhole(machine, all)
      }),
      { numRuns: 20 },
    )
  })

  it('loses nothing when the program is killed in any call, and a second run completes it without doubles', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, fc.nat(40), fc.boolean(), async (all, calls, isAfter) => {
        const machine = makeMachine()
        const vault = machine.open()
        const preview = await vault.imports.read(lines(all))
        const revive = killAt(machine, calls, isAfter)
        const running = vault.imports.run(preview.id, every(preview)).catch(() => undefined)
        await Promise.race([running, settle()])
        for (let turns = 0; turns < 10; turns += 1) await settle()
        revive()
        const next = machine.open()
        await next.start()
        await importAll(next, lines(all))
        expectWhole(machine, all)
      }),
      { numRuns: 40 },
    )
  })
})

/**
 * From call number `calls` on, the keychain's calls of this program never return; that call takes effect if `isAfter`. Call the returned function
 * before the next program starts.
 */
function killAt({ port }: Machine, calls: number, isAfter: boolean): () => void {
  const [write, read, remove] = [port.write.bind(port), port.read.bind(port), port.remove.bind(port)]
  let left = calls
  const mortal =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      left -= 1
      if (left === -1 && isAfter) await call(...args)
      return left < 0 ? new Promise<Result>(() => undefined) : call(...args)
    }
  Object.assign(port, { write: mortal(write), read: mortal(read), remove: mortal(remove) })
  return () => void Object.assign(port, { write, read, remove })
}
