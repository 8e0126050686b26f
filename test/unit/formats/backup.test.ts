import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { armor, Encrypter } from 'age-encryption'
import { beforeAll, describe, expect, it } from 'vitest'
import { readBackup } from '../../../electron/formats/backup/read.ts'
import { writeBackup } from '../../../electron/formats/backup/write.ts'
import type { EncryptFor } from '../../../electron/core/ports/worker.ts'
import type { BackupPiece } from '../../../shared/backup/contents.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { readInMemory, writeInMemory } from '../../fakes/backup-file.ts'
import { bytesOf, keyPiece, smallBackup } from '../../fakes/backup-pieces.ts'
import { inProcessWorker, QUICK } from '../../fakes/worker.ts'

const worker = inProcessWorker()
const PASSPHRASE = 'correct horse'
const byPassphrase = { kind: 'passphrase', passphrase: PASSPHRASE } as const
let pair: { identity: string; recipient: string }
let file: Uint8Array

beforeAll(async () => {
  pair = await worker.run('age:new-identity', undefined)
  file = (await writeInMemory(worker, byPassphrase, smallBackup())).file
})

const whyOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'no error',
    (error: unknown) => (error instanceof Failure && error.error.kind === 'backup' ? error.error.why : error),
  )
const read = (bytes: Uint8Array | AsyncIterable<Uint8Array>, passphrase = PASSPHRASE) =>
  readInMemory(worker, { kind: 'passphrase', passphrase }, bytes)

async function sealed(content: Uint8Array | string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(PASSPHRASE)
  encrypter.setScryptWorkFactor(QUICK)
  return encrypter.encrypt(content)
}
const sealedJson = (json: unknown) => sealed(gzipSync(JSON.stringify(json)))

/** The rows of each section, for parts of any size. */
const bySection = (parts: readonly BackupPiece[]) => {
  const [head] = parts
  const rows = Object.groupBy(
    parts.flatMap((part) => ('rows' in part ? part.rows.map((row) => ({ of: part.section, row })) : [])),
    ({ of }) => of,
  )
  return { head, rows }
}

describe('a backup that is written and read', () => {
  it('is the same, byte for byte, by a passphrase', async () => {
    const { parts, counts } = await read(file)
    expect(bySection(parts)).toEqual(bySection(smallBackup()))
    expect(counts).toEqual({ accounts: 1, keys: 2, secrets: 5, missing: 1, operations: 1 })
  })

  it('is the same for each of several recipients', async () => {
    const other = await worker.run('age:new-identity', undefined)
    const target: EncryptFor = { kind: 'recipients', recipients: [pair.recipient, other.recipient] }
    const written = await writeInMemory(worker, target, smallBackup())
    for (const { identity } of [pair, other]) {
      const text = `# created: today\n${identity}\r\n`
      const { parts } = await readInMemory(worker, { kind: 'identities', text }, written.file)
      expect(bySection(parts)).toEqual(bySection(smallBackup()))
    }
  })

  it('leaves in the header what age itself leaves there, and nothing else', async () => {
    const target: EncryptFor = { kind: 'recipients', recipients: [pair.recipient] }
    const { file: written } = await writeInMemory(worker, target, smallBackup())
    const header = Buffer.from(written).toString('latin1').split('\n---')[0]
    expect(header?.match(/^-> .*/gm)?.map((line) => line.split(' ')[1])).toEqual(['X25519'])
  })

  it('is read from pieces of any size', async () => {
    async function* bits() {
      for (let at = 0; at < file.length; at += 7) yield file.subarray(at, at + 7)
    }
    expect((await read(bits())).counts.keys).toBe(2)
  })

  it('is read with armor', async () => {
    expect((await read(bytesOf(armor.encode(file)))).counts.keys).toBe(2)
  })

  it('holds many keys in parts of at most a hundred', async () => {
    const rows = Array.from({ length: 250 }, (_, at) => keyPiece(`key-${at}`, [bytesOf(`secret ${at}`)]))
    const [head] = smallBackup()
    const written = await writeInMemory(worker, byPassphrase, [head!, { section: 'keys', rows }])
    const { parts } = await read(written.file)
    expect(parts.map((part) => ('rows' in part ? part.rows.length : 0))).toEqual([0, 100, 100, 50])
  })
})

describe('a backup that is written', () => {
  it.each([
    ['one byte is another', (bytes: Uint8Array) => bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1)],
    ['the end is missing', (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ['nothing is there', () => new Uint8Array()],
    ['the header is another', (bytes: Uint8Array) => bytes.with(60, bytes[60]! ^ 1)],
  ])('is refused when it is read back and %s', async (_, change) => {
    for (const target of [byPassphrase, { kind: 'recipients', recipients: [pair.recipient] } as const])
      expect(await whyOf(writeInMemory(worker, target, smallBackup(), change))).toBe('not-verified')
  })

  it.each([
    ['a name is longer than a reader takes', [keyPiece('x'.repeat(65), [bytesOf('secret')])]],
    ['a number is none', [keyPiece('plain', [bytesOf('secret')], { asOf: Number.NaN })]],
  ])('is refused where %s: no restore would read it', async (_, rows) => {
    const [head] = smallBackup()
    expect(await whyOf(writeInMemory(worker, byPassphrase, [head!, { section: 'keys', rows }]))).toBe(
      'not-verified',
    )
  })

  it('is refused where it is larger than what is read again', async () => {
    async function* pieces() {
      yield* smallBackup()
      yield { section: 'end' } as const
    }
    const run = writeBackup(
      { for: byPassphrase, workFactor: QUICK },
      { pieces: pieces(), part: async () => undefined },
      500,
    )
    expect(await whyOf(run)).toBe('too-large')
  })

  it('is refused where its pieces break off before their end', async () => {
    async function* pieces() {
      yield* smallBackup()
    }
    const run = writeBackup(
      { for: byPassphrase, workFactor: QUICK },
      { pieces: pieces(), part: async () => undefined },
    )
    expect(await whyOf(run)).toBe('not-verified')
  })

  it('needs a recipient that age knows', async () => {
    for (const recipients of [[], ['age1'], [pair.recipient, 'x'], [pair.identity]])
      expect(await whyOf(writeInMemory(worker, { kind: 'recipients', recipients }, smallBackup()))).toBe(
        'no-recipient',
      )
  })
})

describe('what is no good backup is refused in its own words', () => {
  it('a wrong passphrase', async () => {
    expect(await whyOf(read(file, 'wrong'))).toBe('wrong-passphrase')
  })

  it('an identity for a passphrase, and the other way round', async () => {
    expect(await whyOf(readInMemory(worker, { kind: 'identities', text: pair.identity }, file))).toBe(
      'needs-passphrase',
    )
    const target: EncryptFor = { kind: 'recipients', recipients: [pair.recipient] }
    const written = await writeInMemory(worker, target, smallBackup())
    expect(await whyOf(read(written.file))).toBe('needs-identity')
    const { identity } = await worker.run('age:new-identity', undefined)
    expect(await whyOf(readInMemory(worker, { kind: 'identities', text: identity }, written.file))).toBe(
      'wrong-identity',
    )
    expect(await whyOf(readInMemory(worker, { kind: 'identities', text: 'x' }, written.file))).toBe(
      'bad-identity',
    )
    expect(await whyOf(readInMemory(worker, { kind: 'identities', text: '' }, written.file))).toBe(
      'wrong-identity',
    )
  })

  it('a file that is cut at any place', async () => {
    for (const length of [0, 1, 21, 22, 40, 100, file.length - 100, file.length - 1])
      expect(await whyOf(read(file.subarray(0, length)))).toMatch(
        length < 22 ? /^not-a-backup$/ : /^damaged$/,
      )
  })

  it('a file with any byte changed', async () => {
    for (let at = 22; at < file.length; at += 31)
      expect(await whyOf(read(file.with(at, file[at]! ^ 0x10)))).toMatch(
        /^(?:damaged|wrong-passphrase|needs-identity)$/,
      )
  })

  it('another file', async () => {
    for (const other of [randomBytes(1_000), new Uint8Array(1_000), bytesOf('{}'), bytesOf('-----BEGIN AGE')])
      expect(await whyOf(read(other))).toBe('not-a-backup')
    expect(await whyOf(read(bytesOf('-----BEGIN AGE ENCRYPTED FILE-----\nx\n')))).toBe('damaged')
  })

  it('an age file with something else in it', async () => {
    for (const content of [
      'hello',
      new Uint8Array(100_000),
      gzipSync('hello'),
      gzipSync('{}'),
      gzipSync(randomBytes(9)),
    ])
      expect(await whyOf(read(await sealed(content)))).toBe('not-a-backup')
    expect(await whyOf(read(await sealed(gzipSync('{"format":"keyhold-backup"').subarray(0, -9))))).toBe(
      'damaged',
    )
  })

  it('a later format, and one whose rows do not fit', async () => {
    const head = { format: 'keyhold-backup', version: 1, madeAt: 1, madeBy: 'x', vault: 'x' }
    const whole = { ...head, settings: {}, accounts: [], keys: [], operations: [], history: [] }
    expect(await whyOf(read(await sealedJson({ ...whole, version: 2, keys: 'unheard of' })))).toBe('newer')
    expect(await whyOf(read(await sealedJson(head)))).toBe('damaged')
    expect(await whyOf(read(await sealedJson({ ...whole, keys: [{ id: 'x' }] })))).toBe('damaged')
    const { parts } = await read(await sealedJson({ ...whole, later: 'field', keys: [] }))
    expect(parts).toHaveLength(1)
  })

  it('but not for an entry of the history that a later version knows', async () => {
    const head = { format: 'keyhold-backup', version: 1, madeAt: 1, madeBy: 'x', vault: 'x' }
    const entry = { at: 1, kind: 'key-added', name: 'x', details: {} }
    const history = [entry, { ...entry, kind: 'unheard-of' }]
    const whole = { ...head, settings: {}, accounts: [], keys: [], operations: [], history }
    const { parts } = await read(await sealedJson(whole))
    expect(parts[1]).toEqual({ section: 'history', rows: [entry] })
  })

  it('a bomb: many zeros in little space', async () => {
    const bomb = await sealed(gzipSync(new Uint8Array(50_000_000)))
    const run = readBackup(
      { with: byPassphrase },
      { pieces: one(bomb), part: async () => undefined },
      1_000_000,
    )
    expect(await whyOf(run)).toBe('too-large')
  })

  it('a header that never ends', async () => {
    let given = 0
    async function* endless() {
      yield bytesOf('age-encryption.org/v1\n')
      for (; given < 100; given++) yield bytesOf(`-> X25519 ${'a'.repeat(100_000)}`)
    }
    expect(await whyOf(read(endless()))).toBe('damaged')
    expect(given).toBeLessThan(15)
  })

  it('a passphrase that would take forever to try', async () => {
    const text = Buffer.from(file)
      .toString('latin1')
      .replace(/(-> scrypt \S+) 10\n/, '$1 30\n')
    expect(await whyOf(read(new Uint8Array(Buffer.from(text, 'latin1'))))).toBe('damaged')
  })
})

async function* one(bytes: Uint8Array) {
  yield bytes
}
