import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../../scripts/bootstrap/place.mjs'

const leftBehind = () => readdirSync(tmpdir()).filter((name) => name.startsWith('keyhold-demo-'))

it('the demo proves what it shows, takes a picture of every screen, and leaves nothing behind', () => {
  const before = leftBehind()
  const demo = [join(ROOT, 'scripts', 'demo.ts'), '--check']
  const { stdout } = spawnSync(process.execPath, ['--no-warnings', ...demo], { cwd: ROOT, encoding: 'utf8' })
  expect(stdout.split('\n').filter((line) => line.startsWith('FAIL'))).toEqual([])
  expect(stdout).toContain('Everything held.')
  expect(leftBehind()).toEqual(before)
}, 240_000)
