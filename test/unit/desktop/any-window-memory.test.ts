/** The file with the window's position, with random damage: the window opens, and the next change is stored. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createWindowMemory } from '../../../electron/desktop/window-memory.ts'
import { accident, damageFile } from '../../suites/files/damaged-file.ts'

const Pixels = z.int().min(-100_000).max(100_000)
const Usable = z.strictObject({
  bounds: z.strictObject({ x: Pixels, y: Pixels, width: Pixels, height: Pixels }).optional(),
  isMaximised: z.boolean(),
  zoomLevel: z.number().min(-4).max(6),
  theme: z.enum(['system', 'light', 'dark']),
  startsHidden: z.boolean(),
})

/** How many files the test damages; `npm run fuzz` damages more. */
const FILES = Number(process.env.KEYHOLD_FUZZ_VAULTS ?? 60)

const scratch = mkdtempSync(join(tmpdir(), 'keyhold-window-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

it('opens with a usual value for what it cannot read, and keeps the next change', () => {
  const folder = join(scratch, 'profile')
  const path = join(folder, 'window.json')
  fc.assert(
    fc.property(accident, (damages) => {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder)
      createWindowMemory(path).keep({ bounds: { x: 1, y: 2, width: 900, height: 600 }, zoomLevel: 1 })
      for (const one of damages) damageFile(folder, one)
      const memory = createWindowMemory(path)
      expect(Usable.safeParse(memory.read()).success).toBe(true)
      memory.keep({ zoomLevel: -1 })
      expect(createWindowMemory(path).read().zoomLevel).toBe(-1)
    }),
    { numRuns: FILES },
  )
})
