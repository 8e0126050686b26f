import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { ROOT } from '../../scripts/bootstrap/place.mjs'

const leftBehind = () => readdirSync(tmpdir()).filter((name) => name.startsWith('keyhold-demo-'))

it('the demo proves what it shows, takes a picture of every screen, and leaves nothing behind', async () => {
  const before = leftBehind()
  const demo = [join(ROOT, 'scripts', 'demo.ts'), '--check']
  // Rejects on an exit code other than 0, with all that was printed.
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', ...demo], { cwd: ROOT })
  expect(stdout).toContain('Everything held.')
  expect(stdout).not.toContain('FAIL')
  expect(leftBehind()).toEqual(before)
}, 240_000)
