import { expect, it, vi } from 'vitest'
import { readingOf } from '../../../electron/command-line/vault-reading.ts'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import { makeCommands } from './set-up.ts'

it('reads accounts, operations and settings once, and only for a command that needs them', () => {
  const accounts = vi.fn(() => [])
  const operations = vi.fn(() => [])
  const settings = vi.fn(() => defaultSettings)
  const detail = () => {
    throw new Error('not asked for')
  }
  const reading = readingOf({ now: 1, keys: [], providers: [], accounts, operations, settings, detail })
  expect([accounts, operations, settings].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0])
  expect([reading.accounts, reading.accounts, reading.operations]).toEqual([[], [], []])
  expect(reading.settings).toBe(defaultSettings)
  expect([accounts, operations, settings].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1])
})

it('reads no account, operation or setting to print one secret', async () => {
  const { keyhold, vault } = await makeCommands()
  const read = (['allAccounts', 'openOperations', 'settings'] as const).map((part) =>
    vi.spyOn(vault.rows, part),
  )
  expect((await keyhold(['get', 'build'])).code).toBe(0)
  expect(read.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0])
})
