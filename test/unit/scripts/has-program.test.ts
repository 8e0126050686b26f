import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { hasProgram, runsProgram } from '../../../scripts/has-program.ts'

afterEach(() => vi.unstubAllEnvs())

it.skipIf(process.platform === 'win32').each([
  ['runs', 'echo 1.0', true],
  // Like rustup's rustc before a toolchain is chosen.
  ['is there and runs nothing', 'echo "no default is configured" >&2; exit 1', false],
])('knows of a compiler that %s', (_, script, runs) => {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-programs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'rustc'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`)
  expect(hasProgram('rustc')).toBe(true)
  expect(runsProgram('rustc')).toBe(runs)
  vi.stubEnv('PATH', '/nowhere')
  expect(runsProgram('rustc')).toBe(false)
})
