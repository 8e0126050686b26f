import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ROOT } from '../../../../scripts/bootstrap/place.mjs'
import { signingOptions } from '../../../../scripts/package/other-systems.ts'

const Step = z.object({
  name: z.string().optional(),
  if: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
})
const Workflow = z.object({ jobs: z.object({ package: z.object({ steps: z.array(Step) }) }) })

const text = readFileSync(join(ROOT, '.github', 'workflows', 'release.yml'), 'utf8')
const { steps } = Workflow.parse(parse(text)).jobs.package
const placeOf = (part: string) => steps.findIndex(({ name = '' }) => name.includes(part))

/** Runs a step's script in a separate folder, with programs that record their arguments. */
function runStep(part: string, env: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-release-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(
    join(folder, 'security'),
    `#!/bin/sh
case $1 in
  create-keychain) : > "$4" ;;
  import) cat "$2" > '${folder}/imported' ;;
esac
echo "$1" >> '${folder}/calls'
`,
    { mode: 0o755 },
  )
  const set = join(folder, 'set')
  writeFileSync(set, '')
  const { status, stderr } = spawnSync('bash', ['-e', '-c', steps[placeOf(part)]?.run ?? 'exit 9'], {
    encoding: 'utf8',
    env: {
      PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`,
      RUNNER_TEMP: folder,
      GITHUB_ENV: set,
      ...env,
    },
  })
  expect(status, stderr).toBe(0)
  const read = (name: string) =>
    readdirSync(folder).includes(name) ? readFileSync(join(folder, name), 'utf8') : ''
  return { folder, read, set: readFileSync(set, 'utf8') }
}

const CERTIFICATE = Buffer.from('made-up certificate').toString('base64')

it('gives the packager each variable by which it signs', () => {
  const asked = new Set<string>()
  const env = new Proxy<NodeJS.ProcessEnv>({}, { get: (_, name) => void asked.add(String(name)) })
  signingOptions(env)
  expect(asked.size).toBe(6)
  for (const name of asked) expect(text).toMatch(new RegExp(`${name}[:=]`))
})

it('prepares the certificates before it makes a package, and deletes them in any case', () => {
  const [apple, windows, packaged, deleted] = ['Apple', 'for Windows', 'Package', 'Delete'].map(placeOf)
  expect([apple, windows, packaged, deleted].toSorted()).toEqual([apple, windows, packaged, deleted])
  expect(steps[deleted ?? -1]?.if).toBe('always()')
})

describe.skipIf(process.platform === 'win32')('the scripts of the certificates', { timeout: 120_000 }, () => {
  it('write the one for Windows to the file that the packager reads', () => {
    const { read, set, folder } = runStep('for Windows', { CERTIFICATE })
    expect(read('windows.pfx')).toBe('made-up certificate')
    expect(set).toBe(`KEYHOLD_WINDOWS_CERTIFICATE=${folder}\\windows.pfx\n`)
  })

  it('import Apple’s into a keychain, and leave no file', () => {
    const env = { CERTIFICATE, CERTIFICATE_PASSWORD: 'made up', IDENTITY: 'Developer ID' }
    const { read, set } = runStep('Apple', env)
    expect(read('imported')).toBe('made-up certificate')
    expect(read('apple.p12')).toBe('')
    expect(set).toBe('KEYHOLD_APPLE_IDENTITY=Developer ID\n')
    const calls = read('calls').trimEnd().split('\n')
    expect(calls.indexOf('import')).toBeLessThan(calls.indexOf('set-key-partition-list'))
  })

  it.each(['Apple', 'for Windows'])('name no certificate if there is none (%s)', (part) => {
    expect(runStep(part, { CERTIFICATE: '' }).set).toBe('')
  })

  it('delete what the others have left', () => {
    const { folder, read } = runStep('Delete', {})
    expect(read('calls')).toBe('')
    expect(readdirSync(folder).toSorted()).toEqual(['security', 'set'])
  })
})
