import { describe, expect, it } from 'vitest'
import {
  comingAccounts,
  findAccounts,
  findKeys,
  firstPicks,
  hasAny,
  withPicks,
} from '../../../../renderer/screens/backup/restore-picks.ts'
import type { DryRun, RestoreKey } from '../../../../shared/backup/restore.ts'

const key = (id: string, status: RestoreKey['status'], more: Partial<RestoreKey> = {}): RestoreKey => ({
  ...{ id, status, name: `Key ${id}`, provider: 'manual', hasSecret: true },
  ...more,
})

const DRY_RUN: DryRun = {
  id: 'x',
  madeAt: 1,
  madeBy: 'Keyhold 0.1.0',
  accounts: [
    { id: 'lab', provider: 'ripe-atlas', name: 'Lab', status: 'new' },
    { id: 'office', provider: 'ripe-atlas', name: 'Office', status: 'new' },
    { id: 'home', provider: 'ripe-atlas', name: 'Home', status: 'same' },
  ],
  keys: [
    key('same', 'same'),
    key('new', 'new', { account: 'lab' }),
    key('lacks', 'lacks', { account: 'home' }),
    key('differs', 'differs', { account: 'office', name: 'Été' }),
  ],
  newerHere: 0,
  missing: 0,
}

describe('what is picked', () => {
  it('is at first all that is missing here, and never what would replace a secret', () => {
    const { accounts, keys } = firstPicks(DRY_RUN)
    expect([...keys].sort()).toEqual(['lacks', 'new'])
    expect([...accounts].sort()).toEqual(['lab', 'office'])
  })

  it('brings the account of a picked key, and none that is here', () => {
    const names = (accounts: readonly string[], keys: readonly string[]) =>
      comingAccounts(DRY_RUN, { accounts: new Set(accounts), keys: new Set(keys), settings: false }).map(
        ({ id }) => id,
      )
    expect(names([], [])).toEqual([])
    expect(names([], ['new', 'lacks'])).toEqual(['lab'])
    expect(names(['lab'], ['differs'])).toEqual(['lab', 'office'])
    expect(names(['home'], ['lacks'])).toEqual([])
  })

  it('changes one or many at once, and nothing else', () => {
    const before = new Set(['a'])
    expect([...withPicks(before, ['b', 'c'], true)]).toEqual(['a', 'b', 'c'])
    expect([...withPicks(before, ['a', 'z'], false)]).toEqual([])
    expect([...before]).toEqual(['a'])
  })
})

describe('what is shown', () => {
  const statuses = (query: string) => findKeys(DRY_RUN, query).map(({ status }) => status)

  it('begins with what the user has to decide, and leaves empty groups out', () => {
    expect(statuses('')).toEqual(['differs', 'lacks', 'new', 'same'])
    expect(findKeys({ ...DRY_RUN, keys: [key('a', 'new')] }, '')).toHaveLength(1)
  })

  it('is found by its name, in any case and without accents', () => {
    expect(statuses(' ete ')).toEqual(['differs'])
    expect(statuses('KEY')).toEqual(['lacks', 'new', 'same'])
    expect(statuses('nonsense')).toEqual([])
    expect(findAccounts(DRY_RUN, '').map(({ id }) => id)).toEqual(['lab', 'office'])
    expect(findAccounts(DRY_RUN, 'LAB').map(({ id }) => id)).toEqual(['lab'])
  })
})

it('offers an account that lacks its credential, and brings it with a key', () => {
  const dryRun: DryRun = {
    ...DRY_RUN,
    accounts: [{ id: 'home', provider: 'ripe-atlas', name: 'Home', status: 'lacks' }],
    keys: [key('lacks', 'lacks', { account: 'home' }), key('same', 'same')],
  }
  const none = { accounts: new Set<string>(), keys: new Set<string>(), settings: false }
  expect([...firstPicks(dryRun).accounts]).toEqual(['home'])
  expect(findAccounts(dryRun, '')).toHaveLength(1)
  expect(comingAccounts(dryRun, { ...none, keys: new Set(['lacks']) })).toHaveLength(1)
  expect(hasAny({ ...dryRun, keys: [] })).toBe(true)
})

it('knows whether there is anything to restore', () => {
  expect(hasAny(DRY_RUN)).toBe(true)
  expect(hasAny({ ...DRY_RUN, keys: [key('same', 'same')] })).toBe(true)
  expect(hasAny({ ...DRY_RUN, accounts: [], keys: [key('same', 'same')] })).toBe(false)
})

it('takes the settings where nothing is here, and leaves them to the user otherwise', () => {
  const settings = (isSuggested: boolean) => ({ ...DRY_RUN, settings: { count: 1, isSuggested } })
  expect(firstPicks(DRY_RUN).settings).toBe(false)
  expect(firstPicks(settings(false)).settings).toBe(false)
  expect(firstPicks(settings(true)).settings).toBe(true)
  expect(hasAny({ ...settings(false), accounts: [], keys: [] })).toBe(true)
})
