import { describe, expect, it } from 'vitest'
import { againDialog } from '../../../renderer/screens/attention/again-dialog.ts'
import { bulkPlan, groupsOf, idOf } from '../../../renderer/screens/attention/attention-groups.ts'
import { attentionItems } from '../../../renderer/screens/attention/attention-items.ts'
import { assessmentMessages } from '../../../renderer/screens/attention/assessment-messages.ts'
import {
  attentionFacts,
  attentionWords,
  credentialTrouble,
  needsAttention,
} from '../../../shared/expiry/attention.ts'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import { KeyId, OperationId, type KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow, Assessment } from '../../../shared/model/operation.ts'
import { accountRow, DAY_MS, keyRow, NOW, operationRow } from './sample-rows.ts'

const forEver = { expires: { source: 'provider' } } as const
const endsIn = (days: number, own: Partial<KeyRow> = {}) =>
  keyRow({ expires: { source: 'provider', at: NOW + days * DAY_MS }, ...own })

const quiet = {
  operations: [],
  notices: [],
  keychain: { state: 'ready', backend: 'GNOME Keyring' },
  accounts: [accountRow()],
  keys: [keyRow(forEver)],
  now: NOW,
  settings: defaultSettings,
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

  it('is a new key that its provider has not completed', () => {
    const incomplete = { operation: OperationId.parse('made'), error: { kind: 'provider' } }
    const [item] = attentionItems({ ...quiet, keys: [...quiet.keys, keyRow({ incomplete, ...forEver })] })
    expect(item).toMatchObject({ kind: 'key', why: 'incomplete' })
    expect(groupsOf([item!], NOW)).toEqual([{ id: 'incomplete', items: [item] }])
  })

  it('is a key that may have been renewed elsewhere', () => {
    const keys = [...quiet.keys, keyRow({ renewedAs: KeyId.parse('key-2'), ...forEver })]
    expect(attentionItems({ ...quiet, keys })).toMatchObject([{ kind: 'key', why: 'renewed' }])
  })

  const leaked = { at: NOW - 30 * DAY_MS, where: 'https://code.example/site/.env' }
  const kindsOf = (own: Partial<KeyRow>, settings = defaultSettings) =>
    attentionItems({ ...quiet, keys: [keyRow({ ...forEver, leaked, ...own })], settings }).map((item) =>
      item.kind === 'key' ? item.why : item.kind,
    )

  it('is a key whose secret was found in public, named once, and however long ago', () => {
    expect(kindsOf({})).toEqual(['leaked'])
    expect(kindsOf({ switch: 'frozen' })).toEqual(['leaked'])
    expect(kindsOf({ snoozedUntil: NOW + DAY_MS })).toEqual(['leaked'])
    expect(kindsOf({}, { ...defaultSettings, reminders: false })).toEqual(['leaked'])
    const [item] = attentionItems({ ...quiet, keys: [keyRow({ ...forEver, leaked })] })
    expect(groupsOf([item!], NOW)).toEqual([{ id: 'leaked', items: [item] }])
    expect(idOf(item!)).toBe('leaked key-1')
    expect(bulkPlan([item!])).toEqual({ keys: [], dismissible: [] })
  })

  it('is no longer that key once it was deleted, disabled or outlived', () => {
    expect(kindsOf({ goneSince: NOW })).toEqual([])
    expect(kindsOf({ switch: 'disabled' })).toEqual([])
    expect(kindsOf({ expires: { source: 'provider', at: NOW - 20 * DAY_MS } })).not.toContain('leaked')
  })
})

describe('a reminder that presses', () => {
  const listed = (...keys: KeyRow[]) =>
    attentionItems({ ...quiet, keys, settings: { ...defaultSettings, rotateEveryDays: 30 } }).map((item) =>
      item.kind === 'reminder' ? `${item.event.reason} ${item.key}` : item.kind,
    )
  const id = (text: string) => ({ id: KeyId.parse(text), createdAt: NOW })

  it('is listed, the one with the earliest date first', () => {
    const old = keyRow({ ...forEver, id: KeyId.parse('c'), createdAt: NOW - 31 * DAY_MS })
    expect(listed(endsIn(5, id('a')), endsIn(2, id('b')), old, endsIn(8, id('d')))).toEqual([
      'rotation c',
      'expiry b',
      'expiry a',
    ])
  })

  it('is not listed while it is put off', () => {
    expect(listed(endsIn(2, { ...id('a'), snoozedUntil: NOW + 1 }))).toEqual([])
  })

  it('leaves what is long past, and more than 100 of them, to the list', () => {
    expect(listed(endsIn(-8, id('a')), endsIn(-1, id('b')))).toEqual(['expiry b', 'others'])
    const many = Array.from({ length: 105 }, (_, n) => endsIn(1, id(`k${n}`)))
    const items = attentionItems({ ...quiet, keys: many })
    expect(items).toHaveLength(101)
    expect(items.at(-1)).toEqual({ kind: 'others', count: 5 })
  })

  it('counts what no item names: the dialog and the counters speak of the same keys', () => {
    const stale = keyRow({ ...forEver, ...id('s'), secret: 'stale' })
    expect(listed(stale, endsIn(2, id('b')))).toEqual(['expiry b', 'others'])
    expect(listed(stale, endsIn(2, id('b')), keyRow({ ...forEver, ...id('fine') }))).toEqual([
      'expiry b',
      'others',
    ])
  })
})

describe('the table of what needs attention', () => {
  const id = (text: string) => OperationId.parse(text)
  const all = attentionItems({
    ...quiet,
    operations: [
      operationRow({ id: id('unknown') }),
      operationRow({ id: id('sealed'), sealed: true }),
      operationRow({ id: id('unsaved'), state: 'unsaved' }),
    ],
    keychain: { state: 'locked', backend: 'GNOME Keyring' },
    accounts: [accountRow({ credential: 'missing' })],
    keys: [endsIn(2, { id: KeyId.parse('soon') }), endsIn(-1, { id: KeyId.parse('over') })],
  })

  it('is grouped by reason, what may lose a secret first, and names each item once', () => {
    const groups = groupsOf(all, NOW)
    expect(groups.map((group) => [group.id, group.items.map(idOf)])).toEqual([
      ['unsaved', ['unsaved']],
      ['unconfirmed', ['unknown', 'sealed']],
      ['vault', ['keychain']],
      ['credential', ['credential lab']],
      ['expired', ['expiry over']],
      ['expiring', ['expiry soon']],
    ])
    expect(new Set(all.map(idOf)).size).toBe(all.length)
  })

  it('snoozes keys and dismisses results in bulk, never one whose secret may still be on this disk', () => {
    const { keys, dismissible } = bulkPlan(all)
    expect(keys).toEqual(['over', 'soon'])
    expect(dismissible.map((operation) => operation.id)).toEqual(['unknown'])
    expect(bulkPlan(all.filter(({ kind }) => kind === 'credential'))).toEqual({ keys: [], dismissible: [] })
  })
})

describe('how much needs attention', () => {
  it('is said in words, keys and accounts apart', () => {
    expect(attentionWords({ keys: 0, accounts: 0 })).toBeUndefined()
    expect(attentionWords({ keys: 1, accounts: 0 })).toBe('1 key needs attention')
    expect(attentionWords({ keys: 0, accounts: 1 })).toBe('1 account needs attention')
    expect(attentionWords({ keys: 2, accounts: 1 })).toBe('2 keys and 1 account need attention')
  })

  it('is less by a key whose reminder was put off, though not while a secret is at stake', () => {
    const facts = attentionFacts({ operations: [], settings: defaultSettings, now: NOW })
    const snoozedUntil = NOW + 1
    expect(needsAttention(endsIn(-3), facts)).toBe(true)
    expect(needsAttention(endsIn(-3, { snoozedUntil }), facts)).toBe(false)
    expect(needsAttention(endsIn(-3, { snoozedUntil, secret: 'unsaved' }), facts)).toBe(true)
    const open = attentionFacts({ operations: [operationRow()], settings: defaultSettings, now: NOW })
    expect(needsAttention(endsIn(-3, { snoozedUntil }), open)).toBe(true)
  })

  it('still counts what has expired where reminders are off', () => {
    const off = { ...defaultSettings, reminders: false }
    const facts = attentionFacts({ operations: [], settings: off, now: NOW })
    expect(needsAttention(endsIn(-1), facts)).toBe(true)
    expect(needsAttention(endsIn(1), facts)).toBe(false)
  })
})

describe('a credential', () => {
  const trouble = (own: Parameters<typeof accountRow>[0]) =>
    credentialTrouble(accountRow(own), defaultSettings, NOW)

  it('has ended at the very instant of its expiry', () => {
    expect(trouble({ credentialExpiresAt: NOW })).toBe('ended')
    expect(trouble({ credentialExpiresAt: NOW + 1 })).toBe('ending')
  })

  it('is ending within its last week, the edge included', () => {
    expect(trouble({ credentialExpiresAt: NOW + 7 * DAY_MS })).toBe('ending')
    expect(trouble({ credentialExpiresAt: NOW + 7 * DAY_MS + 1 })).toBeUndefined()
  })

  it('is refused when the provider said so, not when it was out of reach', () => {
    const failed = (why: string) => ({ state: 'failed', at: NOW, error: { kind: 'provider', why } }) as const
    expect(trouble({ sync: failed('unauthorized') })).toBe('refused')
    expect(trouble({ sync: failed('offline') })).toBeUndefined()
  })
})

describe('the words for an open operation', () => {
  const words = (own: Partial<OperationRow>, isGone = false) =>
    assessmentMessages(operationRow(own), { provider: 'RIPE Atlas', time: () => 'at 09:30', isGone })
  const assessment = (value: Assessment, own: Partial<OperationRow> = {}) =>
    words({ assessment: value, ...own })

  it('never offer to repeat a request while it is still being checked', () => {
    expect(assessment({ state: 'checking', nextCheckAt: NOW })?.steps).toEqual(['close'])
    expect(words({})?.steps).toEqual(['close'])
  })

  it('offer to regenerate again once the key was renewed without its secret', () => {
    const found = assessment({ state: 'renewed', at: NOW })
    expect(found?.title).toBe('The key was regenerated at 09:30')
    expect(found?.steps[0]).toBe('regenerate-again')
  })

  it('offer that for a key whose address moved only where it is known which key it is now', () => {
    const moved = (key?: KeyId) => words({ assessment: { state: 'renewed', ...(key && { key }) } }, true)
    expect(moved(KeyId.parse('key-9'))?.steps[0]).toBe('regenerate-again')
    expect(moved()?.steps).toEqual(['close'])
    expect(moved()?.detail).toContain('Keyhold can’t tell which key at RIPE Atlas it is now')
  })

  it('offer to try the value first where the provider cannot tell', () => {
    expect(assessment({ state: 'cannot-tell' })?.steps[0]).toBe('test-copy')
  })

  it('offer to delete an orphan before making another key', () => {
    const orphan = { state: 'orphan', key: KeyId.parse('key-9'), handle: 'ffee0011' } as const
    const found = assessment(orphan, { kind: 'create' })
    expect(found?.steps.slice(0, 2)).toEqual(['revoke-orphan', 'create-again'])
    expect(found?.detail).toContain('ffee0011')
  })

  it('offer to save and to copy an unsaved secret, never to put it away', () => {
    expect(words({ state: 'unsaved', sealed: true })?.steps).toEqual(['resume', 'copy-sealed'])
  })

  it('say that an unsaved secret is on disk only where it is', () => {
    expect(words({ state: 'unsaved', sealed: true })?.title).toContain('safe on this disk')
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
