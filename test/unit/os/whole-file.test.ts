import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { saveWholeFile } from '../../../electron/os/whole-file.ts'

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-whole-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  return dir
}
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

it('writes a file that only its owner may read, also over one that others could', async () => {
  const path = join(folder(), 'keys.csv')
  writeFileSync(path, 'old')
  chmodSync(path, 0o644)
  await saveWholeFile(path, 'new', 0o600)
  expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['new', '600'])
})

it('leaves the old file whole and nothing beside it when the disk is full in the middle', async () => {
  const dir = folder()
  const path = join(dir, 'keys.csv')
  writeFileSync(path, 'old')
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
  const open: typeof files.open = async (...args) => {
    const file = await files.open(...args)
    await file.write('half of it')
    return Object.assign(file, { writeFile: () => Promise.reject(full) })
  }
  await expect(saveWholeFile(path, 'new', 0o600, { ...files, open })).rejects.toBe(full)
  expect([readFileSync(path, 'utf8'), readdirSync(dir)]).toEqual(['old', ['keys.csv']])
})

it('writes to the file that a link names', async () => {
  const dir = folder()
  writeFileSync(join(dir, 'real.csv'), 'old')
  symlinkSync(join(dir, 'real.csv'), join(dir, 'link.csv'))
  await saveWholeFile(join(dir, 'link.csv'), 'new', 0o600)
  expect([readFileSync(join(dir, 'real.csv'), 'utf8'), readdirSync(dir).length]).toEqual(['new', 2])
})
