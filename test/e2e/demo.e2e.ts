import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import { isFull } from '../full.ts'

it('the demo proves its promises, takes a picture of every screen, and leaves nothing behind', () => {
  // A separate temporary folder, so that another demo on this machine does not affect this test.
  const TMPDIR = mkdtempSync(join(tmpdir(), 'keyhold-e2e-'))
  onTestFinished(() => rmSync(TMPDIR, { recursive: true, force: true }))
  const demo = ['--no-warnings', join(ROOT, 'scripts', 'demo.ts'), '--check', ...(isFull ? [] : ['--sample'])]
  const env = { ...process.env, TMPDIR }
  const { stdout } = spawnSync(process.execPath, demo, { cwd: ROOT, encoding: 'utf8', env })
  expect(stdout.split('\n').filter((line) => /^\W*FAIL\b/.test(line))).toEqual([])
  expect(stdout).toContain('Everything held.')
  expect(readdirSync(TMPDIR).filter((name) => name.startsWith('keyhold-'))).toEqual([])
}, 600_000)
