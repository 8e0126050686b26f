import { describe, expect, it } from 'vitest'
import { withNewest } from '../../../renderer/screens/history/history-pages.ts'
import { entryWords } from '../../../renderer/screens/history/history-messages.ts'
import { HistoryKind, type HistoryEntry } from '../../../shared/model/history.ts'
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
    expect(entryWords(entry({ details: { shape: 'round' } })).detail).toBe('shape: round')
    expect(entryWords(entry({ details: { fields: '' } })).detail).toBeUndefined()
    expect(entryWords(entry({ details: { times: 12, until: NOW } })).detail).toMatch(
      /^12 times · last .*20\d\d/,
    )
  })

  it('tell a connection test that passed from one that failed', () => {
    const tested = (own: Partial<HistoryEntry>) => entryWords(entry({ kind: 'connection-tested', ...own }))
    expect(tested({})).toMatchObject({ event: 'connection test passed', tone: 'good' })
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
  it('goes on top of what is shown', () => {
    expect(withNewest(ids(3, 2, 1), ids(5, 4, 3)).map(({ id }) => id)).toEqual([5, 4, 3, 2, 1])
  })

  it('stands alone when it does not reach down to what is shown', () => {
    expect(withNewest(ids(3, 2, 1), ids(9, 8, 7)).map(({ id }) => id)).toEqual([9, 8, 7])
    expect(withNewest([], ids(2, 1)).map(({ id }) => id)).toEqual([2, 1])
    expect(withNewest(ids(1), [])).toEqual([])
  })
})
