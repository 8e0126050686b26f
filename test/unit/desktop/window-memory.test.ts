import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWindowMemory } from '../../../electron/desktop/window-memory.ts'

let dir: string
let path: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keyhold-window-'))
  path = join(dir, 'window.json')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const usual = { isMaximised: false, zoomLevel: 0, theme: 'system', startsHidden: false }
const bounds = { x: -10, y: 20, width: 900, height: 600 }

it('keeps how the window was left, whole or not at all', () => {
  createWindowMemory(path).keep({ bounds, isMaximised: true })
  createWindowMemory(path).keep({ zoomLevel: 1.5 })
  expect(createWindowMemory(path).read()).toEqual({ ...usual, bounds, isMaximised: true, zoomLevel: 1.5 })
  expect(readdirSync(dir)).toEqual(['window.json'])
})

it.each(['', 'null', '[]', '{"bounds":', '"text"', '\u0000'])(
  'begins as usual with %j in the file',
  (text) => {
    writeFileSync(path, text)
    expect(createWindowMemory(path).read()).toEqual(usual)
  },
)

it('leaves out what does not fit and keeps the rest', () => {
  const bad = {
    bounds: { ...bounds, width: 'wide' },
    zoomLevel: 400,
    theme: 'pink',
    isMaximised: true,
    more: 1,
  }
  writeFileSync(path, JSON.stringify(bad))
  expect(createWindowMemory(path).read()).toEqual({ ...usual, isMaximised: true })
})

it('works without a place to write to', () => {
  const memory = createWindowMemory(join(path, 'no', 'folder'))
  writeFileSync(path, 'a file where a folder would have to be')
  memory.keep({ zoomLevel: 1 })
  expect(memory.read().zoomLevel).toBe(1)
  expect(readFileSync(path, 'utf8')).toContain('a file')
})
