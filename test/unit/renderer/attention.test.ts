import { describe, expect, it } from 'vitest'
import { againDialog } from '../../../renderer/screens/attention/again-dialog.ts'
import { attentionItems, credentialTrouble } from '../../../renderer/screens/attention/attention-items.ts'
import { verdictWords } from '../../../renderer/screens/attention/verdict-words.ts'
import { KeyId, OperationId } from '../../../shared/model.ts'
import type { OperationRow, Verdict } from '../../../shared/operation.ts'
import { accountRow, DAY_MS, keyRow, NOW, operationRow } from './sample-rows.ts'

const quiet = {
  operations: [],
  notices: [],
  keychain: { state: 'ready', backend: 'GNOME Keyring' },
  accounts: [accountRow()],
  keys: [keyRow()],
  now: NOW,
  leadMs: 30 * DAY_MS,
} as const

describe('what needs attention', () => {
  it('is nothing when all is well', () => {
    expect(attentionItems(quiet)).toEqual([])
  })

  it('puts unsaved secrets first, then what began earliest', () => {
    const id = (text: string) => OperationId.parse(text)
    const operations = [
      operationRow({ id: id('late'), startedAt: NOW }),
      operationRow({ id: id('early'), startedAt: NOW - 5 }),
      operationRow({ id: id('unsaved'), state: 'unsaved', startedAt: NOW }),
    ]
    const order = attentionItems({ ...quiet, operations }).map((item) =>
      item.kind === 'operation' ? item.operation.id : item.kind,
    )
    expect(order).toEqual(['unsaved', 'early', 'late'])
  })

  it('is a locked keychain, not one that was never asked', () => {
    const kinds = (state: 'locked' | 'unchecked') =>
      attentionItems({ ...quiet, keychain: { state, backend: 'x' } }).map(({ kind }) => kind)
    expect(kinds('locked')).toEqual(['keychain'])
    expect(kinds('unchecked')).toEqual([])
  })

  it('is a key that may have been renewed elsewhere', () => {
    const keys = [keyRow(), keyRow({ renewedAs: KeyId.parse('key-2') })]
    expect(attentionItems({ ...quiet, keys }).map(({ kind }) => kind)).toEqual(['renewed'])
  })
})

describe('a credential', () => {
  const trouble = (own: Parameters<typeof accountRow>[0]) =>
    credentialTrouble(accountRow(own), NOW, 30 * DAY_MS)

  it('has ended at the very instant of its expiry', () => {
    expect(trouble({ credentialExpiresAt: NOW })).toBe('ended')
    expect(trouble({ credentialExpiresAt: NOW + 1 })).toBe('ending')
  })

  it('is ending within the lead time, its edge included', () => {
    expect(trouble({ credentialExpiresAt: NOW + 30 * DAY_MS })).toBe('ending')
    expect(trouble({ credentialExpiresAt: NOW + 30 * DAY_MS + 1 })).toBeUndefined()
  })

  it('is refused when the provider said so, not when it was out of reach', () => {
    const failed = (why: string) => ({ state: 'failed', at: NOW, error: { kind: 'provider', why } }) as const
    expect(trouble({ sync: failed('unauthorized') })).toBe('refused')
    expect(trouble({ sync: failed('offline') })).toBeUndefined()
  })
})

describe('the words for an open operation', () => {
  const words = (own: Partial<OperationRow>) =>
    verdictWords(operationRow(own), { provider: 'RIPE Atlas', time: () => 'at 09:30' })
  const verdict = (value: Verdict, own: Partial<OperationRow> = {}) => words({ verdict: value, ...own })

  it('never offer to repeat a request while it is still being checked', () => {
    expect(verdict({ state: 'checking', nextLookAt: NOW })?.steps).toEqual(['close'])
    expect(words({})?.steps).toEqual(['close'])
  })

  it('offer to regenerate again once the key was renewed without its secret', () => {
    const found = verdict({ state: 'renewed', at: NOW })
    expect(found?.title).toBe('The key was renewed at 09:30')
    expect(found?.steps[0]).toBe('regenerate-again')
  })

  it('offer to try the value first where the provider cannot tell', () => {
    expect(verdict({ state: 'cannot-tell' })?.steps[0]).toBe('test-copy')
  })

  it('offer to delete an orphan before making another key', () => {
    const orphan = { state: 'orphan', key: KeyId.parse('key-9'), handle: 'ffee0011' } as const
    const found = verdict(orphan, { kind: 'create' })
    expect(found?.steps.slice(0, 2)).toEqual(['revoke-orphan', 'create-again'])
    expect(found?.detail).toContain('ffee0011')
  })

  it('offer to save and to copy an unsaved secret, never to put it away', () => {
    expect(words({ state: 'unsaved', sealed: true })?.steps).toEqual(['resume', 'copy-sealed'])
  })

  it('say that an unsaved secret is on disk only where it is', () => {
    expect(words({ state: 'unsaved', sealed: true })?.title).toContain('sealed on this disk')
    expect(words({ state: 'unsaved', sealed: false })?.detail).toContain('before you quit')
  })

  it('are silent about what has ended', () => {
    expect(words({ state: 'done' })).toBeUndefined()
  })
})

it('a replacement that came to nothing is begun again from the key that is there', () => {
  const old = KeyId.parse('the-old-one')
  const overlap = { old, oldName: 'the old one', since: NOW, until: NOW + DAY_MS }
  expect(againDialog(operationRow({ kind: 'replace', state: 'unknown', overlap }))).toEqual({
    kind: 'replace',
    key: old,
  })
})
