/** Files that other programs write themselves: `aws configure`, `npm config` and python-dotenv. KeePassXC and `pass` have their own tests. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readFile } from '../../electron/formats/read-file.ts'
import { needed } from '../../scripts/has-program.ts'

const aws = needed('aws')
const npm = needed('npm')
const dotenv = needed('dotenv')

/** A file in a separate home folder, and a function that runs a program there. */
function aFile(name: string) {
  const home = mkdtempSync(join(tmpdir(), 'keyhold-tool-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const path = join(home, name)
  mkdirSync(dirname(path), { recursive: true })
  const env = { ...process.env, HOME: home }
  return { path, options: { env, cwd: home, stdio: 'ignore' } as const }
}

const read = (path: string, file: string) => readFile({ file, bytes: readFileSync(path) })

describe('a file that its own program has written is read', { timeout: 300_000 }, () => {
  it.skipIf(aws.isMissing)(`~/.aws/credentials${aws.note}`, async () => {
    const { path, options } = aFile('.aws/credentials')
    for (const [name, value] of [
      ['aws_access_key_id', 'AKIAIOSFODNN7EXAMPLE'],
      ['aws_secret_access_key', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ] as const)
      execFileSync('aws', ['configure', 'set', name, value, '--profile', 'ci'], options)
    const { format, entries, skipped } = await read(path, '.aws/credentials')
    expect({ format, skipped }).toEqual({ format: 'aws', skipped: [] })
    expect(entries).toMatchObject([
      { secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', place: { path: 'ci' } },
    ])
  })

  it.skipIf(npm.isMissing)(`.npmrc${npm.note}`, async () => {
    const { path, options } = aFile('.npmrc')
    const set = ['config', 'set', '--location=user', `--userconfig=${path}`]
    const values = ['//npm.example.com/:_authToken=npm_made-up', 'registry=https://npm.example.com/']
    execFileSync('npm', [...set, ...values], options)
    const { format, entries } = await read(path, '.npmrc')
    expect(format).toBe('npmrc')
    expect(entries).toMatchObject([{ secret: 'npm_made-up' }])
  })

  it.skipIf(dotenv.isMissing)(`.env${dotenv.note}`, async () => {
    const { path, options } = aFile('.env')
    writeFileSync(path, '')
    const secrets = { PLAIN: 'sk-made-up', QUOTED: `it's "all" #here`, SPACED: ' a b ' }
    for (const [name, value] of Object.entries(secrets))
      execFileSync('dotenv', ['-f', path, 'set', name, value], options)
    const { format, entries, skipped } = await read(path, '.env')
    expect(format).toBe('dotenv')
    const { PLAIN, SPACED } = secrets
    expect(entries.map(({ variable, secret }) => [variable, secret])).toEqual(
      Object.entries({ PLAIN, SPACED }),
    )
    // Written as 'it\\'s …', which a shell and Node read as different texts. So the import reports it instead of guessing.
    expect(skipped).toMatchObject([{ name: 'QUOTED', why: 'not-understood' }])
  })
})
