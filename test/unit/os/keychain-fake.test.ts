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
    removeKeyring: () => port.dropKeyring(),
    person: {
      answer: (end) => port.answerPrompts(end),
      shown: () => port.calls.filter((call) => call.startsWith('prompt')).length,
    },
    close: () => undefined,
  }
})
