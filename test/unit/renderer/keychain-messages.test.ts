import { expect, it } from 'vitest'
import {
  countWords,
  elsewhere,
  lastingWords,
  promptWords,
} from '../../../renderer/screens/settings/keychain-messages.ts'

const none = { secrets: 0, credentials: 0, proxyPasswords: 0, underWay: 0, keychains: [] }
const ready = { state: 'ready', backend: 'KWallet' } as const

it('says in words how many entries are ours', () => {
  expect(countWords(none)).toBe('0 secrets and 0 credentials')
  expect(countWords({ ...none, secrets: 1, credentials: 1 })).toBe('1 secret and 1 credential')
  expect(countWords({ ...none, proxyPasswords: 1 })).toBe('0 secrets, 0 credentials and 1 proxy password')
  expect(countWords({ ...none, secrets: 12, credentials: 3, underWay: 1 })).toBe(
    '12 secrets, 3 credentials and 1 key of a recovery file',
  )
})

it('warns of a collection that ends with the session, and claims nothing where nobody says', () => {
  expect(lastingWords({ ...ready, lasts: 'session' })).toContain('lost')
  expect(lastingWords({ ...ready, lasts: 'for-good' })).toBe('Persistent')
  expect(lastingWords(ready)).toBe('Unknown')
  expect(lastingWords({ ...ready, state: 'absent' })).toContain('Unknown while')
})

it('says how the last prompt ended, where it did not help', () => {
  expect(promptWords({ ...ready, state: 'locked' })).toBeUndefined()
  expect(promptWords({ ...ready, state: 'locked', lastPrompt: 'dismissed' })).toMatch(/closed/)
  expect(promptWords({ ...ready, state: 'locked', lastPrompt: 'unanswered' })).toMatch(/didn’t answer/)
})

it('names keychains that hold entries and do not answer, only while another one does', () => {
  const keychains = [
    { backend: 'KWallet', entries: 2 },
    { backend: 'GNOME Keyring', entries: 4 },
  ]
  expect(elsewhere({ ...none, keychains }, ready)).toEqual([{ backend: 'GNOME Keyring', entries: 4 }])
  expect(elsewhere({ ...none, keychains }, { ...ready, state: 'absent' })).toEqual([])
})
