/**
 * The log's folder with random damage: the program writes its next line or loses that line, never throws, and never lets the files grow without
 * limit.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createFileLog } from '../../../../electron/main/log.ts'
import { accident, contentsOf, damageFile } from '../../../suites/files/damaged-file.ts'

/** How many folders the test damages; `npm run fuzz` damages more. */
const FOLDERS = Number(process.env.KEYHOLD_FUZZ_VAULTS ?? 60)
const MOST = 2_000
const KEPT = 4
const clock = { now: () => Date.UTC(2026, 10, 21) }

const scratch = mkdtempSync(join(tmpdir(), 'keyhold-log-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

it(
  'writes its next lines after any damage, and keeps the files small',
  { timeout: Math.max(60_000, FOLDERS * 100) },
  () => {
    const template = join(scratch, 'template')
    const first = createFileLog({ logDir: template, clock, maxBytes: MOST })
    for (let count = 0; count < 120; count += 1) first.info('sync done', { keys: count })
    const logDir = join(scratch, 'logs')

    fc.assert(
      fc.property(accident, fc.option(fc.nat(KEPT - 1)), (damages, folderAt) => {
        rmSync(logDir, { recursive: true, force: true })
        cpSync(template, logDir, { recursive: true })
        for (const one of damages) damageFile(logDir, one)
        // A folder that has replaced a log file.
        if (folderAt !== null) {
          const path = join(logDir, folderAt === 0 ? 'keyhold.log' : `keyhold.${String(folderAt)}.log`)
          rmSync(path, { force: true })
          mkdirSync(path)
          writeFileSync(join(path, 'of the user'), 'kept')
        }
        const log = createFileLog({ logDir, clock, maxBytes: MOST })
        for (let count = 0; count < 20; count += 1) {
          log.info('started')
          expect(log.unexpected('a place', new Error('broken'))).toMatch(/^[0-9a-f]{8}$/)
        }
        const files = contentsOf(logDir)
        if (folderAt === null)
          expect([...files.values()].some((bytes) => bytes.includes('"ticket"'))).toBe(true)
        else
          expect(
            [...files.values()].some((bytes) => bytes.toString() === 'kept'),
            'the folder’s file',
          ).toBe(true)
        const longest = Math.max(...[...files.values()].map((bytes) => bytes.length))
        expect(longest).toBeLessThan(MOST * 2 + 5_000)
      }),
      { numRuns: FOLDERS },
    )
  },
)
