import { describe, expect, it } from 'vitest'
import { addressOf } from '../../../../electron/core/desktop/links.ts'
import type { KeyRecord } from '../../../../electron/core/ports/store.ts'
import type { AccountId, KeyId } from '../../../../shared/model/model.ts'
import { CLOUD } from '../../../fakes/provider.ts'
import { accountRecord, keyRecord } from '../../../fakes/records.ts'
import { failureOf, makeMachine } from '../vault-set-up.ts'

function setUp(changes: Partial<KeyRecord> = {}) {
  const { database, cloud } = makeMachine()
  database.truth.accounts.put(accountRecord())
  database.truth.keys.put(keyRecord(changes))
  return { store: database.truth, providers: cloud.providers }
}

const ofKey = { to: 'key-console', key: 'key-1' as KeyId } as const
const noLink = { kind: 'not-found', what: 'link' }

describe('a page outside', () => {
  it('is the provider’s documentation or console', () => {
    expect(addressOf({ to: 'provider-docs', provider: CLOUD }, setUp())).toBe('https://cloud.example/docs')
    expect(addressOf({ to: 'provider-console', provider: CLOUD }, setUp())).toBe(
      'https://cloud.example/console',
    )
  })

  it('is where keys of a shape are managed', async () => {
    expect(addressOf({ to: 'shape-page', shape: 'github-classic' }, setUp())).toBe(
      'https://github.com/settings/tokens',
    )
    for (const shape of ['jwt', 'no', '__proto__'])
      expect(await failureOf(() => addressOf({ to: 'shape-page', shape }, setUp()))).toEqual(noLink)
  })

  it('is the key’s own link before its provider’s', () => {
    const own = setUp({ consoleUrl: 'https://mine.example/' })
    expect(addressOf(ofKey, own)).toBe('https://mine.example/')
    const none = setUp({ account: 'account-1' as AccountId, provider: CLOUD })
    expect(addressOf(ofKey, none)).toBe('https://cloud.example/console')
  })

  it.each(['', 'http://a.example/', 'javascript:alert(1)', 'file:///etc/passwd', 'not an address'])(
    'is never %j, whatever the database contains',
    async (consoleUrl) => {
      expect(await failureOf(() => addressOf(ofKey, setUp({ consoleUrl })))).toEqual(noLink)
    },
  )

  it('of what is not there is not found', async () => {
    expect(await failureOf(() => addressOf({ to: 'key-console', key: 'no' as KeyId }, setUp()))).toEqual({
      kind: 'not-found',
      what: 'key',
    })
    expect(await failureOf(() => addressOf({ to: 'provider-docs', provider: 'no' }, setUp()))).toEqual({
      kind: 'not-found',
      what: 'provider',
    })
  })
})
