import { describe, expect, it } from 'vitest'
import { foldOutages } from '../../../renderer/screens/history/fold-outages.ts'
import { withNewest } from '../../../renderer/screens/history/history-pages.ts'
import { entryWords, outageWords } from '../../../renderer/screens/history/history-messages.ts'
import { EXPORT_FORMATS } from '../../../shared/model/export-formats.ts'
import {
  fieldList,
  HistoryKind,
  type HistoryDetails,
  type HistoryEntry,
  type HistoryField,
} from '../../../shared/model/history.ts'
import { AccountId } from '../../../shared/model/model.ts'
import { OperationKind } from '../../../shared/model/operation.ts'
import { NOW } from './sample-rows.ts'

const entry = (own: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: 1,
  at: NOW,
  kind: 'copied',
  name: 'grafana-prod',
  details: {},
  ...own,
})

describe('history words', () => {
  it('are there for every kind, and differ', () => {
    const actions = HistoryKind.options.map((kind) => entryWords(entry({ kind })).event)
    expect(new Set(actions).size).toBe(actions.length)
  })

  it('tell small facts', () => {
    expect(entryWords(entry({ details: { version: 3 } })).detail).toBe('version 3')
    expect(entryWords(entry({ details: { fields: 'notes,tags' } })).detail).toBe('notes, tags')
    expect(entryWords(entry({ details: { keys: 1 } })).detail).toBe('1 key')
    expect(entryWords(entry({ details: { enabled: false } })).detail).toBe('disabled')
    expect(entryWords(entry({ details: { fields: '' } })).detail).toBeUndefined()
    expect(entryWords(entry({ details: { times: 12, until: NOW } })).detail).toMatch(
      /^12 times · last .*20\d\d/,
    )
  })

  /** Each detail with all its possible values. The compiler checks that it is complete. */
  const DETAILS: { readonly [Name in keyof HistoryDetails]-?: readonly NonNullable<HistoryDetails[Name]>[] } =
    {
      version: [3],
      fields: [fieldList(['name'])],
      keys: [2],
      enabled: [true, false],
      operation: OperationKind.options,
      host: ['api.example.org'],
      for: ['send', 'open'],
      as: ['export', 'env', 'docker', 'header', 'curl'],
      format: EXPORT_FORMATS,
      program: ['git'],
      command: ['get'],
      lasts: ['once', '15-minutes', 'until-lock'],
      answer: ['none'],
      tested: [false],
      times: [4],
      asOf: [NOW],
      until: [NOW],
      to: ['keychain', 'sealed-vault'],
      moved: [5],
      kept: [6],
      with: ['grafana-next'],
      by: ['passphrase', 'system', 'wait'],
      changes: [7],
      secrets: [8],
    }
  it.each(Object.entries(DETAILS))('word the detail “%s”, whatever it is', (name, values) => {
    const texts = values.map((value) => entryWords(entry({ details: { [name]: value } })).detail)
    expect(new Set(texts).size).toBe(values.length)
    for (const text of texts) {
      expect(text).toMatch(/[a-z]/i)
      expect(text).not.toMatch(/\d{5}|15-minutes|until-lock|sealed-vault/)
    }
  })

  it('word what ended the lock', () => {
    const by = (value: string) => entryWords(entry({ kind: 'lock-removed', details: { by: value } })).detail
    expect(by('passphrase')).toBe('with its passphrase')
    expect(by('wait')).toBe('after the wait for a forgotten passphrase')
  })

  const FIELDS: Record<HistoryField, true> = {
    name: true,
    notes: true,
    tags: true,
    environment: true,
    consoleUrl: true,
    favourite: true,
    reminderDays: true,
    rotateEveryDays: true,
    typedExpiry: true,
    handle: true,
    switch: true,
    validFrom: true,
    expires: true,
    grants: true,
    createdAt: true,
    facts: true,
    lastUsedAt: true,
    leaked: true,
    sign: true,
    settings: true,
    credential: true,
    renewedAs: true,
  }
  it('word every field that a key or an account has', () => {
    const named = (field: string) => entryWords(entry({ details: { fields: field } })).detail
    const nameless = Object.keys(FIELDS).filter((field) => !/^[a-zA-Z ]+$/.test(named(field) ?? ''))
    expect(nameless).toEqual([])
    expect(named('environment, consoleUrl, rotateEveryDays, typedExpiry')).toBe(
      'environment variable, console URL, rotation rule, expiry date',
    )
  })

  it('leave out a detail and a field that they do not know', () => {
    expect(entryWords(entry({ details: { shape: 'round', lasts: 'a-year' } })).detail).toBeUndefined()
    expect(entryWords(entry({ details: { fields: 'shape' } })).detail).toBeUndefined()
    expect(entryWords(entry({ details: { fields: 'shape,notes' } })).detail).toBe('notes')
  })

  it('call no connection test passed: its entry is older than its answer, and a failure has an entry of its own', () => {
    const tested = (own: Partial<HistoryEntry>) => entryWords(entry({ kind: 'connection-tested', ...own }))
    expect(tested({})).toMatchObject({ event: 'connection tested', tone: 'soft' })
    expect(tested({ error: { kind: 'provider', why: 'timeout' } })).toMatchObject({
      event: 'connection test failed',
      tone: 'warn',
    })
  })

  it('tell until when two keys overlap, and name the other key only where its name differs', () => {
    const began = (other: string) =>
      entryWords(entry({ kind: 'overlap-began', details: { until: NOW, with: other } })).detail
    expect(began('grafana-prod')).toMatch(/^until .*20\d\d[^·]*$/)
    expect(began('grafana-next')).toMatch(/^until .* · other key: grafana-next$/)
  })

  it('tell why something failed', () => {
    const error = { kind: 'keychain', why: 'locked' }
    expect(entryWords(entry({ kind: 'operation-unsaved', error })).detail).toBe('The keychain is locked')
  })
})

describe('a page of newer entries', () => {
  const ids = (...numbers: number[]) => numbers.map((id) => entry({ id }))
  it('is added above what is shown', () => {
    expect(withNewest(ids(3, 2, 1), ids(5, 4, 3)).map(({ id }) => id)).toEqual([5, 4, 3, 2, 1])
  })

  it('replaces what is shown if there is a gap between them', () => {
    expect(withNewest(ids(3, 2, 1), ids(9, 8, 7)).map(({ id }) => id)).toEqual([9, 8, 7])
    expect(withNewest([], ids(2, 1)).map(({ id }) => id)).toEqual([2, 1])
    expect(withNewest(ids(1), [])).toEqual([])
  })
})

describe('an outage in the history', () => {
  const failed = (account: number, own: Partial<HistoryEntry> = {}) =>
    entry({
      id: 100 - account,
      at: NOW - account * 30_000,
      kind: 'sync-failed',
      account: AccountId.parse(`account-${String(account)}`),
      name: `Account ${String(account)}`,
      error: { kind: 'provider', why: 'unavailable' },
      ...own,
    })
  const sizes = (entries: readonly HistoryEntry[]) =>
    foldOutages(entries).map((item) => (item.kind === 'entry' ? 1 : item.entries.length))

  it('is one item that counts its accounts', () => {
    const entries = Array.from({ length: 29 }, (_, account) => failed(account))
    expect(foldOutages(entries)).toEqual([{ kind: 'outage', entries }])
    expect(outageWords(entries)).toMatchObject({ subject: '29 accounts', event: 'couldn’t be synced' })
    expect(outageWords(entries).detail).toBe(entryWords(entries[0]!).detail)
  })

  it('names the provider, if all its accounts have the same one', () => {
    const entries = [failed(0), failed(1), failed(2)]
    expect(outageWords(entries, 'RIPE Atlas').detail).toMatch(/RIPE Atlas/)
    expect(entryWords(entries[0]!, 'RIPE Atlas').detail).toMatch(/RIPE Atlas/)
    expect(outageWords(entries).detail).toMatch(/^The provider /)
  })

  it('is also one where some of its accounts failed several times', () => {
    const entries = [failed(0, { details: { times: 3, until: NOW } }), failed(1), failed(2)]
    expect(sizes(entries)).toEqual([3])
  })

  it('ends at another cause, another event, a pause, and an account that it already has', () => {
    const [one, two, three] = [failed(0), failed(1), failed(2)] as const
    const timeout = { kind: 'provider', why: 'timeout' } as const
    expect(sizes([one, two, { ...three, error: timeout }])).toEqual([1, 1, 1])
    expect(sizes([one, two, entry({ id: 50 }), three])).toEqual([1, 1, 1, 1])
    expect(sizes([one, two, { ...three, at: NOW - 3_600_000 }])).toEqual([1, 1, 1])
    expect(sizes([one, two, three, { ...one, id: 5 }])).toEqual([3, 1])
  })

  it('keeps every entry, in order', () => {
    const entries = [entry({ id: 200 }), failed(0), failed(1), failed(2), entry({ id: 2 })]
    const all = foldOutages(entries).flatMap((item) => (item.kind === 'entry' ? [item.entry] : item.entries))
    expect(all).toEqual(entries)
  })
})
