import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { trayIconFile } from '../../../electron/desktop/tray-icon.ts'

const ICONS = fileURLToPath(new URL('../../../resources/tray/', import.meta.url))
const facts = {
  platform: 'linux',
  choice: 'auto',
  isDark: false,
  desktop: 'KDE',
  isAttentive: false,
} as const

it('is readable on light and dark bars without knowing which', () => {
  expect(trayIconFile(facts)).toBe('calm-dark.png')
  expect(trayIconFile({ ...facts, isDark: true })).toBe('calm-light.png')
  // GNOME's bar is dark even with a light theme.
  expect(trayIconFile({ ...facts, desktop: 'ubuntu:GNOME' })).toBe('calm-light.png')
  expect(trayIconFile({ ...facts, desktop: undefined })).toBe('calm-dark.png')
})

it('is what was chosen, also when it asks for attention', () => {
  expect(trayIconFile({ ...facts, choice: 'colour', isAttentive: true })).toBe('attention-colour.png')
})

it('is a picture that is there, in every case', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    for (const choice of ['auto', 'light', 'dark', 'colour'] as const)
      for (const isAttentive of [true, false]) {
        const name = trayIconFile({ ...facts, platform, choice, isAttentive })
        expect(existsSync(ICONS + name), name).toBe(true)
        if (name.endsWith('.png'))
          expect(existsSync(ICONS + name.replace('.png', '@2x.png')), name).toBe(true)
      }
})

it.each([
  ['calmTemplate.png', 16],
  ['attentionTemplate@2x.png', 32],
  ['calm-light.png', 22],
])('%s is %d pixels wide', (name, pixels) => {
  expect(readFileSync(ICONS + name).readUInt32BE(16)).toBe(pixels)
})

it('brings Windows several sizes in one file', () => {
  const ico = readFileSync(`${ICONS}calm.ico`)
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index))
  expect(sizes).toEqual([16, 20, 24, 32, 48, 0]) // 0 means 256
})
