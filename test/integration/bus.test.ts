import { describe } from 'vitest'
import { testBus } from '../suites/bus.suite.ts'
import { startPrivateBus } from './private-keyring.ts'

// Needs dbus-daemon. The test runner sets a variable if it is available.
describe.runIf(process.env.KEYHOLD_TEST_KEYCHAIN === '1')('on a machine with D-Bus', () => {
  testBus('dbus-daemon', async () => {
    const bus = await startPrivateBus()
    return {
      path: bus.path,
      start: () => bus.start(),
      kill: () => bus.kill(),
      close: () => bus.close(),
    }
  })
})
