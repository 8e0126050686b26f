import { existsSync } from 'node:fs'
import { beforeAll, describe, expect } from 'vitest'
import { buildCommand, COMMAND_RELAY, COMMAND_SCRIPT } from '../../../scripts/build-command.ts'
import { testCommandClient } from '../../suites/command-client.suite.ts'

// Must run before the tests are collected, because the tests depend on whether a relay was built.
const build = await buildCommand(console.error) // oxlint-disable-line no-console -- says why the relay's tests are missing

describe.skipIf(process.platform === 'win32')('both forms', () => {
  beforeAll(() => expect(build).toEqual({ ok: true, output: '' }))

  testCommandClient('script', () => ({ words: [process.execPath, COMMAND_SCRIPT], carriesBytes: false }))

  describe.skipIf(!existsSync(COMMAND_RELAY))('native', () =>
    testCommandClient('relay', () => ({ words: [COMMAND_RELAY], carriesBytes: true })),
  )
})
