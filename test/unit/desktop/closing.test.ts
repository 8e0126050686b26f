import { expect, it } from 'vitest'
import { closingMeans } from '../../../electron/desktop/closing.ts'

const facts = { platform: 'linux', isQuitting: false, toTray: true, hasTray: true } as const

it('leaves the program in the tray only by choice', () => {
  expect(closingMeans(facts)).toBe('close')
  expect(closingMeans({ ...facts, toTray: false })).toBe('quit')
})

it('never hides the window to a tray that is not there', () => {
  expect(closingMeans({ ...facts, hasTray: false })).toBe('minimise')
  expect(closingMeans({ ...facts, platform: 'win32', hasTray: false })).toBe('minimise')
})

it('closes when the program quits, whatever was chosen', () => {
  for (const hasTray of [true, false])
    expect(closingMeans({ ...facts, isQuitting: true, hasTray })).toBe('close')
})

it('ends no program on macOS', () => {
  expect(closingMeans({ ...facts, platform: 'darwin', toTray: false, hasTray: false })).toBe('close')
})
