import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import {
  liveDemoDirs,
  makeDemoDir,
  removeDemoDir,
  sweepDemoDirs,
} from '../../../../electron/main/demo-folder.ts'

function newTempDir(): string {
  const tempDir = mkdtempSync(join(tmpdir(), 'keyhold-unit-'))
  onTestFinished(() => rmSync(tempDir, { recursive: true, force: true }))
  return tempDir
}

/** The process ID of a program that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid

function leftBehind(tempDir: string): string {
  const path = join(tempDir, `keyhold-demo-${String(deadPid())}-aBc123`)
  mkdirSync(join(path, 'logs'), { recursive: true })
  writeFileSync(join(path, 'keyhold.sqlite'), 'x')
  return path
}

it('makes a folder that names its program and that only its user can open', () => {
  const demoDir = makeDemoDir(newTempDir())
  expect(basename(demoDir)).toMatch(new RegExp(`^keyhold-demo-${String(process.pid)}-\\w+$`))
  if (process.platform !== 'win32') expect(statSync(demoDir).mode & 0o777).toBe(0o700)
})

it('sweeps what a killed demo has left, and leaves one that runs alone', () => {
  const tempDir = newTempDir()
  const demoDir = makeDemoDir(tempDir)
  const dead = leftBehind(tempDir)
  expect(liveDemoDirs(tempDir)).toEqual([demoDir])
  sweepDemoDirs(tempDir)
  expect([existsSync(demoDir), existsSync(dead)]).toEqual([true, false])
})

it('follows no link, and touches nothing of another name', () => {
  const tempDir = newTempDir()
  const other = join(tempDir, 'keyhold-demo-notes')
  mkdirSync(other)
  writeFileSync(join(other, 'mine'), 'x')
  const link = join(tempDir, `keyhold-demo-${String(deadPid())}-aBc123`)
  symlinkSync(other, link, 'dir')
  sweepDemoDirs(tempDir)
  expect([existsSync(join(other, 'mine')), existsSync(link)]).toEqual([true, true])
})

it('removes a folder with all that is in it, and takes one that is gone for removed', () => {
  const dead = leftBehind(newTempDir())
  removeDemoDir(dead)
  removeDemoDir(dead)
  expect(existsSync(dead)).toBe(false)
})

it('does without a folder for temporary files', () => {
  const missing = join(newTempDir(), 'missing')
  sweepDemoDirs(missing)
  expect(liveDemoDirs(missing)).toEqual([])
})
