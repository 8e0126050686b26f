import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { RETRIED_PATH } from '../../../scripts/retried-reporter.ts'
import { summary } from '../../../scripts/steps.ts'

const ROOT = join(import.meta.dirname, '../../..')

it('writes down the tests that passed at a second try, and no others', { timeout: 30_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-retried-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(
    join(folder, 'some.test.js'),
    `let tries = 0
     describe('a spec', () => it('fails first', () => expect(++tries).toBe(2)))
     it('passes', () => undefined)
     it('fails always', () => expect(1).toBe(2))`,
  )
  const retried = join(folder, 'retried')
  const reporter = join(ROOT, 'scripts', 'retried-reporter.ts')
  const args = ['run', '--root', folder, '--globals', '--retry=1', `--reporter=${reporter}`]
  spawnSync(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
    env: { ...process.env, [RETRIED_PATH]: retried },
  })
  expect(readFileSync(retried, 'utf8')).toBe('some.test.js: a spec > fails first\n')
})

it('lists them before the last line', () => {
  const tally = { name: 'e2e', passed: 3, failed: 0, skipped: 0 }
  expect(summary([{ ...tally, retried: ['a.e2e.ts: a > b'] }, tally])).toEqual([
    'passed only at a second try:',
    '  e2e, a.e2e.ts: a > b',
    '6 passed, 0 failed',
  ])
  expect(summary([tally])).toEqual(['3 passed, 0 failed'])
})
