import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needed } from '../../scripts/has-program.ts'
import { HAS_SCRIPT } from '../suites/command-client/pseudo-terminal.ts'
import { readInMemory, writeInMemory } from '../fakes/backup-file.ts'
import { smallBackup } from '../fakes/backup-pieces.ts'
import { inProcessWorker } from '../fakes/worker.ts'
import { newFolder, removeFolders } from './program.ts'

// From Debian's packages `age` and `util-linux`: age asks for a passphrase only on a terminal, and `script` provides one.
const programs = needed('age', 'age-keygen')

const worker = inProcessWorker()
const PASSPHRASE = 'correct horse battery'

interface Json {
  readonly keys: readonly {
    readonly name: string
    readonly versions: readonly { readonly secret?: string }[]
  }[]
}

/** Runs age in a terminal and types the passphrase each time that age asks for it. */
function typed(args: string, times: number): void {
  const input = `${PASSPHRASE}\n`.repeat(times)
  const { status } = spawnSync('script', ['-qec', `sleep 1; exec age ${args}`, '/dev/null'], { input })
  expect(status).toBe(0)
}

describe.skipIf(programs.isMissing || !HAS_SCRIPT)(`backups and the program age${programs.note}`, () => {
  let folder: string
  const path = (name: string) => join(folder, name)
  const secretsIn = (packed: Uint8Array): unknown => {
    const { keys } = JSON.parse(gunzipSync(packed).toString('utf8')) as Json
    return keys.map(({ name, versions }) => [name, ...versions.map(({ secret }) => secret)])
  }
  const SECRETS = [
    ['plain', 'old', 's€cret\nwith two lines'],
    ['odd', undefined, undefined, '\ufeffmark'],
  ]

  beforeAll(() => {
    folder = newFolder()
  })
  afterAll(removeFolders)

  it('open each other’s files by recipients, also with armor', async () => {
    execFileSync('age-keygen', ['-o', path('identity.txt')], { stdio: 'ignore' })
    const text = readFileSync(path('identity.txt'), 'utf8')
    const recipient = execFileSync('age-keygen', ['-y', path('identity.txt')], { encoding: 'utf8' }).trim()
    const { file } = await writeInMemory(
      worker,
      { kind: 'recipients', recipients: [recipient] },
      smallBackup(),
    )
    writeFileSync(path('ours.age'), file)
    const packed = execFileSync('age', ['-d', '-i', path('identity.txt'), path('ours.age')])
    expect(secretsIn(packed)).toEqual(SECRETS)

    for (const form of [[], ['-a']]) {
      const theirs = execFileSync('age', [...form, '-r', recipient], { input: packed })
      const { counts } = await readInMemory(worker, { kind: 'identities', text }, new Uint8Array(theirs))
      expect(counts).toMatchObject({ keys: 2, secrets: 5 })
    }
  })

  it('open each other’s files by a passphrase', async () => {
    const target = { kind: 'passphrase', passphrase: PASSPHRASE } as const
    const { file } = await writeInMemory(worker, target, smallBackup())
    writeFileSync(path('ours.age'), file)
    typed(`-d -o ${path('ours.gz')} ${path('ours.age')}`, 1)
    const packed = readFileSync(path('ours.gz'))
    expect(secretsIn(packed)).toEqual(SECRETS)

    writeFileSync(path('plain.gz'), packed)
    typed(`-p -o ${path('theirs.age')} ${path('plain.gz')}`, 2)
    const { counts } = await readInMemory(worker, target, new Uint8Array(readFileSync(path('theirs.age'))))
    expect(counts).toMatchObject({ keys: 2, secrets: 5 })
  })
})
