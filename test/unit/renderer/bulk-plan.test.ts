import { expect, it } from 'vitest'
import { bulkMessages } from '../../../renderer/screens/many/bulk-messages.ts'
import { bulkPlan, type BulkAction } from '../../../renderer/screens/many/bulk-plan.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { accountId, keyId, keyRow, NOW, providerFacts } from './sample-rows.ts'

const byHand = (): KeyRow => {
  const { account: _, ...row } = keyRow({
    id: keyId('by-hand'),
    provider: 'manual',
    expires: { source: 'unknown' },
  })
  return row
}
const rows = [
  byHand(),
  keyRow({ id: keyId('there') }),
  keyRow({ id: keyId('gone'), goneSince: NOW }),
  keyRow({ id: keyId('off'), switch: 'disabled' }),
  keyRow({ id: keyId('own'), credentialOf: accountId('lab') }),
]

const planned = (action: BulkAction) => {
  const { steps, refused } = bulkPlan(action, rows, () => providerFacts())
  return { steps: steps.map(({ row, does }) => `${does} ${row.id}`), refused }
}

it('disables what its provider lets be disabled, and never what an account signs in with', () =>
  expect(planned('disable')).toEqual({
    steps: ['disable there'],
    refused: [
      { why: 'unable', count: 3 },
      { why: 'own-credential', count: 1 },
    ],
  }))

it('deletes at the provider what is there, in Keyhold what is not, and that last', () =>
  expect(planned('delete')).toEqual({
    steps: ['revoke there', 'revoke off', 'delete by-hand', 'delete gone'],
    refused: [{ why: 'own-credential', count: 1 }],
  }))

it('sets no expiry where the provider has its own date', () =>
  expect(planned('expire')).toEqual({
    steps: ['expire by-hand'],
    refused: [{ why: 'provider-date', count: 4 }],
  }))

it('has a title that counts no keys if none can be changed', () => {
  for (const action of ['disable', 'delete', 'expire'] as const)
    expect(bulkMessages.title(action, 0)).toMatch(/^No /)
  expect(bulkMessages.title('disable', 1)).toBe('Disable 1 key?')
})
