import { describe, expect, it } from 'vitest'
import { sentence } from '../../../renderer/messages/errors.ts'
import { neverSyncedWords, notListedWords } from '../../../renderer/messages/never-synced.ts'
import { maySaveUntested } from '../../../renderer/screens/connect/credential-form.ts'
import { firstSyncMessages } from '../../../renderer/screens/connect/connect-messages.ts'
import type { ProviderTrouble } from '../../../shared/contract/errors.ts'
import { accountRow } from './sample-rows.ts'

describe('saving an account untested', () => {
  const failed = (why: ProviderTrouble) => ({ kind: 'provider', why, outcome: 'not-sent' }) as const

  it('is offered where the provider could not be asked, or lets nobody in from here', () => {
    const troubles = ['offline', 'timeout', 'tls', 'proxy', 'unavailable', 'forbidden'] as const
    for (const why of [...troubles, 'not-on-access-list'] as const)
      expect(maySaveUntested(failed(why)), why).toBe(true)
  })

  it('is not offered where the credential was refused, the test cancelled, or something here is wrong', () => {
    expect(maySaveUntested(failed('unauthorized'))).toBe(false)
    expect(maySaveUntested(failed('cancelled'))).toBe(false)
    expect(maySaveUntested({ kind: 'host', why: 'refused', host: 'a.example:443' })).toBe(false)
    expect(maySaveUntested({ kind: 'keychain', why: 'locked' })).toBe(false)
  })
})

it('says after a failed test that nothing was saved, not that the provider may have acted', () => {
  const timeout = { kind: 'provider', why: 'timeout', outcome: 'unknown' } as const
  const { detail, action } = sentence(timeout, { provider: 'RIPE Atlas', isTest: true })
  expect([detail, action]).toEqual([
    'Nothing was saved.',
    'Check the network and the address, then try again.',
  ])
  expect(sentence(timeout).detail).toMatch(/couldn’t confirm whether/)
})

describe('an account that was just saved', () => {
  it('is called connected only after a test or a sync has shown it', () => {
    expect(firstSyncMessages.title('Lab', 'running', true)).toBe('Lab connected')
    expect(firstSyncMessages.title('Lab', 'done', false)).toBe('Lab connected')
    for (const state of ['never', 'running', 'failed'] as const)
      expect(firstSyncMessages.title('Lab', state, false), state).not.toMatch(/connected/)
    expect(firstSyncMessages.title('Lab', 'failed', true)).toBe('Lab saved, but never synced')
  })
})

describe('an account that never synced', () => {
  it('is not said to have no keys', () => {
    const account = accountRow({ name: 'Lab', asOf: undefined })
    expect(notListedWords([])).toBeUndefined()
    expect(notListedWords([account])).toBe('Lab has never synced, so its keys aren’t listed yet.')
    expect(notListedWords([account, account])).toMatch(/^2 accounts have never synced/)
  })

  it('says so until its list was read in full', () => {
    expect(neverSyncedWords(0)).toBe('Never synced')
    expect(neverSyncedWords(3)).toBe('Not fully synced yet')
  })
})
