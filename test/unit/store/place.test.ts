import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { inspectPlace } from '../../../electron/store/place.ts'

function newFolder(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-place-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const profile = join(folder, 'profile')
  mkdirSync(profile)
  chmodSync(profile, mode)
  return profile
}

it.runIf(process.platform !== 'win32')(
  'distinguishes a folder of one’s own from one that others may look into',
  () => {
    expect(inspectPlace(join(newFolder(0o700), 'keyhold.sqlite')).folder).toBe('private')
    expect(inspectPlace(join(newFolder(0o750), 'keyhold.sqlite')).folder).toBe('open')
  },
)

it('writes and reads for real, says what is free, and leaves nothing behind', () => {
  const folder = newFolder(0o700)
  const { isWritable, freeBytes } = inspectPlace(join(folder, 'keyhold.sqlite'))
  expect(isWritable).toBe(true)
  expect(freeBytes).toBeGreaterThan(0)
  expect(readdirSync(folder)).toEqual([])
})

it('creates no missing folder', () => {
  const folder = join(newFolder(0o700), 'not-there')
  expect(inspectPlace(join(folder, 'keyhold.sqlite'))).toMatchObject({ folder: 'missing', isWritable: false })
  expect(() => readdirSync(folder)).toThrow('ENOENT')
})
