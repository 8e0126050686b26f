import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFileLog } from '../../../../electron/main/log.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keyhold-log-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const clock = { now: () => Date.UTC(2026, 10, 21, 3, 50) }
const lines = (name = 'keyhold.log') => {
  const content = readFileSync(join(dir, 'logs', name), 'utf8')
  return content
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

it('writes events with their facts, one JSON object a line', () => {
  const log = createFileLog({ logDir: join(dir, 'logs'), clock })
  log.info('sync done', { keys: 3 })
  log.info('started')
  expect(lines()).toEqual([
    { at: '2026-11-21T03:50:00.000Z', level: 'info', event: 'sync done', facts: { keys: 3 } },
    { at: '2026-11-21T03:50:00.000Z', level: 'info', event: 'started' },
  ])
})

it('gives a ticket under which an unforeseen error is found, without its message', () => {
  const log = createFileLog({ logDir: join(dir, 'logs'), clock })
  const ticket = log.unexpected('key:copy', new TypeError('hunter2'))
  expect(ticket).toMatch(/^[0-9a-f]{8}$/)
  expect(lines()).toMatchObject([{ where: 'key:copy', ticket, errors: [{ name: 'TypeError' }] }])
  expect(JSON.stringify(lines())).not.toContain('hunter2')
})

it('puts a full file aside and keeps three', () => {
  const log = createFileLog({ logDir: join(dir, 'logs'), clock, maxBytes: 1 })
  for (const event of ['one', 'two', 'three', 'four', 'five']) log.info(event)
  expect(readdirSync(join(dir, 'logs')).sort()).toEqual([
    'keyhold.1.log',
    'keyhold.2.log',
    'keyhold.3.log',
    'keyhold.log',
  ])
  expect(lines()).toMatchObject([{ event: 'five' }])
  expect(lines('keyhold.3.log')).toMatchObject([{ event: 'two' }])
})

it('skips a folder that has the name of an older file, and continues', () => {
  mkdirSync(join(dir, 'logs', 'keyhold.1.log', 'inside'), { recursive: true })
  const log = createFileLog({ logDir: join(dir, 'logs'), clock, maxBytes: 1 })
  for (const event of ['one', 'two', 'three', 'four']) log.info(event)
  expect(lines()).toMatchObject([{ event: 'four' }])
  expect(lines('keyhold.2.log')).toMatchObject([{ event: 'three' }])
  expect(lines('keyhold.3.log')).toMatchObject([{ event: 'two' }])
  expect(readdirSync(join(dir, 'logs', 'keyhold.1.log'))).toEqual(['inside'])
})

it('starts again when no place is left for an older file', () => {
  for (const age of [1, 2, 3]) mkdirSync(join(dir, 'logs', `keyhold.${age}.log`), { recursive: true })
  const log = createFileLog({ logDir: join(dir, 'logs'), clock, maxBytes: 1 })
  for (const event of ['one', 'two']) log.info(event)
  expect(lines()).toMatchObject([{ event: 'two' }])
})

it('tells whether its lines reach the disk, and changes nothing', () => {
  const logDir = join(dir, 'logs')
  const log = createFileLog({ logDir, clock })
  expect(log.canWrite()).toBe(true)
  expect(readdirSync(dir)).toEqual([])
  log.info('started')
  expect(log.canWrite()).toBe(true)
  rmSync(join(logDir, 'keyhold.log'))
  expect(log.canWrite()).toBe(true)
  mkdirSync(join(logDir, 'keyhold.log'))
  expect(log.canWrite()).toBe(false)
  rmSync(logDir, { recursive: true })
  writeFileSync(logDir, 'a file where the folder should be')
  expect(log.canWrite()).toBe(false)
})

it.skipIf(process.platform === 'win32')('is readable by its owner alone', () => {
  createFileLog({ logDir: join(dir, 'logs'), clock }).info('started')
  expect(statSync(join(dir, 'logs', 'keyhold.log')).mode & 0o777).toBe(0o600)
})

it('never stops the program when it cannot write', () => {
  writeFileSync(join(dir, 'logs'), 'a file where the folder should be')
  const log = createFileLog({ logDir: join(dir, 'logs'), clock })
  expect(() => log.info('started')).not.toThrow()
  expect(log.unexpected('start', new Error('x'))).toMatch(/^[0-9a-f]{8}$/)
})
