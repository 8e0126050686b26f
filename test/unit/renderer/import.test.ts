import { describe, expect, it } from 'vitest'
import type { ImportPreview, ImportReport, ImportRow } from '../../../shared/contract/import.ts'
import { ImportId } from '../../../shared/contract/import.ts'
import {
  BEFORE,
  countsOf,
  encryptedIn,
  firstChoice,
  itemsOf,
  shownItems,
  ticksOf,
  toggled,
  toggledAll,
  whenRead,
  whenProgressed,
} from '../../../renderer/screens/import/import-flow.ts'
import { becomesWords, endedTitle, reportLines } from '../../../renderer/screens/import/import-messages.ts'

const ID = ImportId.parse('00000000-0000-4000-8000-000000000000')
const place = { file: '.env' }

const row = (number: number, state: ImportRow['state'], isSuggested = true): ImportRow => ({
  row: number,
  name: `KEY_${String(number)}`,
  state,
  isSuggested,
  variable: '',
  place,
})

const found = (parts: Partial<ImportPreview> = {}): ImportPreview => ({
  id: ID,
  files: [{ index: 0, file: '.env', entries: 5 }],
  rows: [row(0, 'new'), row(1, 'joins'), row(2, 'known'), row(3, 'twice'), row(4, 'new', false)],
  skipped: [{ name: 'EMPTY', why: 'empty', place }],
  ...parts,
})

const encrypted = (why: 'passphrase-needed' | 'wrong-passphrase') =>
  found({ files: [{ index: 0, file: 'a.kdbx', entries: 0, error: { kind: 'import', why } }] })

describe('the steps of an import', () => {
  it('asks for a passphrase while a file is encrypted, and shows the rows then', () => {
    expect(whenRead(found()).state).toBe('preview')
    expect(whenRead(encrypted('passphrase-needed')).state).toBe('locked')
    expect(whenRead(encrypted('wrong-passphrase'), 'a.key')).toMatchObject({
      state: 'locked',
      isTrying: false,
      keyFile: 'a.key',
    })
    expect(whenRead(found(), undefined).state).toBe('preview')
    expect(encryptedIn(found())).toEqual([])
  })

  it('shows progress only for the work that the step waits for', () => {
    const reading = { ...BEFORE, isReading: true }
    expect(whenProgressed(reading, { work: 'comparing', done: 0.5 })).toMatchObject({ done: 0.5 })
    expect(whenProgressed(reading, { work: 'storing', done: 0.5 })).toBe(reading)
    expect(whenProgressed(BEFORE, { work: 'comparing', done: 0.5 })).toBe(BEFORE)
    const choice = firstChoice(found())
    const storing = { state: 'storing', found: found(), choice, done: 0, isStopping: false } as const
    expect(whenProgressed(storing, { work: 'storing', done: 0.5 })).toMatchObject({ done: 0.5 })
  })
})

describe('the choice of rows', () => {
  const items = itemsOf(found())

  it('begins with the secrets that are new, and leaves out what is stored, double or no secret', () => {
    expect([...firstChoice(found()).ticked]).toEqual([0, 1])
    expect(countsOf(items)).toEqual({ new: 1, joins: 1, known: 1, twice: 1, other: 1, skipped: 1 })
  })

  it('ticks and clears a row, but never one that cannot be stored', () => {
    const first = firstChoice(found())
    const [fresh, , known, twice, , skipped] = items as [never, never, never, never, never, never]
    expect([...toggled(first, fresh).ticked]).toEqual([1])
    expect([...toggled(first, twice).ticked]).toEqual([0, 1, 3])
    expect(toggled(first, known)).toBe(first)
    expect(toggled(first, skipped)).toBe(first)
  })

  it('ticks all that are shown, then clears them, and leaves the hidden rows as they are', () => {
    const others = shownItems(items, 'other')
    const first = firstChoice(found())
    expect(ticksOf(others, first)).toBe('none')
    const all = toggledAll(first, others)
    expect([...all.ticked]).toEqual([0, 1, 4])
    expect(ticksOf(others, all)).toBe('all')
    expect(ticksOf(items, all)).toBe('some')
    expect([...toggledAll(all, others).ticked]).toEqual([0, 1])
    expect([...toggledAll(all, shownItems(items, 'known')).ticked]).toEqual([0, 1, 4])
  })
})

describe('the words of an import', () => {
  it('say what a row becomes', () => {
    const joins = { ...row(0, 'joins'), keyName: 'grafana-prod' }
    expect(becomesWords(joins, false)).toBe('Secret for grafana-prod')
    expect(becomesWords(joins, true)).toBe('New key')
    expect(becomesWords({ ...row(0, 'known'), keyName: 'mine' }, false)).toBe('Already stored: mine')
    expect(becomesWords(row(0, 'known'), false)).toBe('Already stored')
    expect(becomesWords(row(0, 'new', false), false)).toBe('New key, but probably no secret')
  })

  it('report what was stored, what was not, and how it ended', () => {
    const report: ImportReport = { added: 2, joined: 1, known: 3, failed: [], left: 0 }
    expect(reportLines(report)).toEqual([
      '2 keys added',
      '1 secret stored for an existing key',
      '3 secrets already stored',
    ])
    expect(endedTitle(report)).toBe('Import finished')
    expect(endedTitle({ ...report, left: 4 })).toBe('Import cancelled')
    expect(endedTitle({ ...report, left: 4, stopped: { kind: 'keychain' } })).toBe('Import stopped')
    expect(reportLines({ ...report, left: 4 }).at(-1)).toBe('4 secrets not reached')
  })
})
