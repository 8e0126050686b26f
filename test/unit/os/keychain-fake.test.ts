import { fakeKeychain } from '../../fakes/keychain.ts'
import { testKeychain } from '../../suites/keychain.suite.ts'

testKeychain('in memory', () => {
  const port = fakeKeychain()
  return {
    port,
    reopen: () => fakeKeychain({ entries: port.entries }),
    lock: () => port.lock(),
    unlock: () => port.unlock(),
    leave: () => port.leave(),
    close: () => undefined,
  }
})
