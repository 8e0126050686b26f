import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { RETRIED_PATH } from '../../../scripts/retried-reporter.ts'
import { count, summary } from '../../../scripts/steps.ts'

const ROOT = join(import.meta.dirname, '../../..')

it(
  'writes down the tests that passed at a second try, and names those that failed',
  { timeout: 30_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyhold-retried-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(
      join(folder, 'some.test.js'),
      `let tries = 0
     describe('a spec', () => it('fails first', () => expect(++tries).toBe(2)))
     it('passes', () => undefined)
     it('fails always', () => expect(1).toBe(2))`,
    )
    writeFileSync(join(folder, 'broken.test.js'), `import './missing.js'`)
    const retried = join(folder, 'retried')
    const json = join(folder, 'report.json')
    const reporter = join(ROOT, 'scripts', 'retried-reporter.ts')
    const args = ['run', '--root', folder, '--globals', '--retry=1', `--reporter=${reporter}`]
    args.push('--reporter=json', `--outputFile.json=${json}`)
    const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
      env: { ...process.env, [RETRIED_PATH]: retried },
    })
    expect(readFileSync(retried, 'utf8')).toBe('some.test.js: a spec > fails first\n')
    const { broken = [], ...counted } = count('unit', json, status ?? undefined)
    expect(counted).toEqual({ name: 'unit', passed: 2, failed: 1, skipped: 0 })
    expect([...broken].sort()).toEqual([
      expect.stringMatching(/broken\.test\.js: .*missing\.js/),
      expect.stringMatching(/some\.test\.js: fails always: AssertionError: expected 1 to be 2/),
    ])
  },
)

it('lists them before the last line', () => {
  const tally = { name: 'e2e', passed: 3, failed: 0, skipped: 0 }
  expect(summary([{ ...tally, retried: ['a.e2e.ts: a > b'] }, tally])).toEqual([
    'passed only at a second try:',
    '  e2e, a.e2e.ts: a > b',
    '6 passed, 0 failed',
  ])
  expect(summary([tally])).toEqual(['3 passed, 0 failed'])
})

it('names what failed before the last line', () => {
  const tally = { name: 'unit', passed: 3, failed: 1, skipped: 0, broken: ['a.test.ts: a > b: Error: c'] }
  expect(summary([tally])).toEqual([
    'failed: unit',
    '  unit, a.test.ts: a > b: Error: c',
    '3 passed, 1 failed',
  ])
})
