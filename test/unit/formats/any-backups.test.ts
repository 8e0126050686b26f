/**
 * Backups that a disk, a sync folder or an attacker has changed, at each layer: the age file, its encrypted content, and the rows in that content.
 */
import { gunzipSync, gzipSync } from 'node:zlib'
import { armor, Decrypter, Encrypter } from 'age-encryption'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readBackup } from '../../../electron/formats/backup/read.ts'
import type { BackupPiece } from '../../../shared/backup/contents.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { IDENTITY, RECIPIENT, writeInMemory } from '../../fakes/backup-file.ts'
import { smallBackup } from '../../fakes/backup-pieces.ts'
import { inProcessWorker } from '../../fakes/worker.ts'
import { damaged, damages, type Damage } from '../../suites/files/damaged-bytes.ts'

/** Random files of each kind; `npm run fuzz` tries many more. */
const RUNS = Number(process.env.KEYHOLD_FUZZ_FILES ?? 60)
/** Far more than the small backup needs. */
const MAX_JSON = 100_000

let file: Uint8Array
let packed: Uint8Array
let json: string

beforeAll(async () => {
  const target = { kind: 'recipients', recipients: [RECIPIENT] } as const
  file = (await writeInMemory(inProcessWorker(), target, smallBackup())).file
  const decrypter = new Decrypter()
  decrypter.addIdentity(IDENTITY)
  packed = await decrypter.decrypt(file)
  json = gunzipSync(packed).toString('utf8')
})

async function sealed(content: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(RECIPIENT)
  return encrypter.encrypt(content)
}

/** Reads in pieces of any size. Checks that the result has whole parts, or is a failure that has a message. */
async function survives(bytes: Uint8Array, step = 5_000): Promise<readonly BackupPiece[] | undefined> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
  }
  const parts: BackupPiece[] = []
  try {
    const part = async (one: BackupPiece) => void parts.push(one)
    await readBackup({ with: { kind: 'identities', text: IDENTITY } }, { pieces: pieces(), part }, MAX_JSON)
  } catch (error) {
    expect(error).toBeInstanceOf(Failure)
    expect((error as Failure).error.kind).toBe('backup')
    return undefined
  }
  expect(parts[0]?.section).toBe('head')
  for (const one of parts)
    if ('rows' in one) expect(one.rows.every((row) => typeof row === 'object')).toBe(true)
  return parts
}

const check = (property: fc.IAsyncPropertyWithHooks<[readonly Damage[]]>) =>
  fc.assert(property, { numRuns: RUNS })

describe('a backup', { timeout: 3_600_000 }, () => {
  it('that is damaged anywhere is refused, and never read as another one', async () => {
    const whole = await survives(file)
    const step = fc.integer({ min: 1, max: 2_000 })
    await fc.assert(
      fc.asyncProperty(damages, step, fc.boolean(), async (some, size, isArmored) => {
        const bytes = isArmored ? Buffer.from(armor.encode(file)) : file
        const parts = await survives(damaged(bytes, some), size)
        // Text around the armor, and parts that age itself ignores, do not change the content.
        if (parts !== undefined) expect(parts).toEqual(whole)
      }),
      { numRuns: RUNS },
    )
  })

  it('with any damage in what it encrypts is read in whole rows or refused', async () => {
    await check(
      fc.asyncProperty(damages, async (some) => {
        await survives(await sealed(damaged(packed, some)))
      }),
    )
  })

  it('with any damage in its text is read in whole rows or refused', async () => {
    await check(
      fc.asyncProperty(damages, async (some) => {
        await survives(await sealed(gzipSync(damaged(Buffer.from(json), some))))
      }),
    )
  })

  it('with any other value in a row is read in whole rows or refused', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('__proto__', -1, 1e308, [], {}, 'x'.repeat(20_000)),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.oneof(value, fc.constant(undefined)), async (which, other) => {
        await survives(await sealed(gzipSync(withOther(json, which, other))))
      }),
      { numRuns: RUNS },
    )
  })

  it('of any bytes, in an age file or not, is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(2), async (any, layer) => {
        const begun = Buffer.concat([Buffer.from('age-encryption.org/v1\n-> X25519 '), any])
        const bytes = [any, begun, await sealed(gzipSync(any))][layer]!
        expect(await survives(bytes)).toBeUndefined()
      }),
      { numRuns: RUNS },
    )
  })
})

/** The text with another value at one of its places, or without the value there. */
function withOther(text: string, which: number, other: unknown): string {
  const whole: unknown = JSON.parse(text)
  const places: (readonly [Record<string, unknown>, string])[] = []
  const gather = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, inner] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, name])
      gather(inner)
    }
  }
  gather(whole)
  const [owner, name] = places[which % places.length]!
  owner[name] = other
  return JSON.stringify(whole)
}
