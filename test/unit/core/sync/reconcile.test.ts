import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RemoteKey } from '../../../../electron/core/ports/provider.ts'
import type { KeyRecord } from '../../../../electron/core/ports/store.ts'
import {
  asRemote,
  findRenewals,
  isWorthRecording,
  reconcile,
  withRemote,
} from '../../../../electron/core/sync/reconcile.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { keyRecord, START_MS } from '../../../fakes/records.ts'

const NOW = START_MS + 60_000

const remote = (changes: Partial<RemoteKey> = {}): RemoteKey => ({
  remoteId: 'r1',
  scope: '',
  label: 'grafana prod',
  switch: 'enabled',
  grants: [],
  facts: [],
  ...changes,
})
const local = (changes: Partial<KeyRecord> = {}) => keyRecord({ remoteId: 'r1', ...changes })
const record = (is: ReturnType<typeof reconcile>) => {
  if (is.kind === 'same') throw new Error('Nothing has changed')
  return is.record
}

const mine = {
  notes: 'mine',
  tags: ['ci'],
  favourite: true,
  environment: 'TOKEN',
  consoleUrl: 'https://console.example/',
  version: 3,
  copiedAt: 5,
  renewalDenied: true,
} as const

describe('what a provider says of a key', () => {
  it('is the same when nothing moved', () => {
    expect(reconcile(local(), remote(), NOW)).toEqual({ kind: 'same' })
  })

  it('is taken over with its time, and what moved is named', () => {
    const is = reconcile(local(), remote({ label: 'new name', switch: 'disabled' }), NOW)
    expect(is).toMatchObject({ kind: 'changed', moved: ['name', 'switch'] })
    expect(record(is)).toMatchObject({ name: 'new name', switch: 'disabled', asOf: NOW })
  })

  it.each([
    ['label', { label: 'x' }],
    ['handle', { handle: 'x' }],
    ['switch', { switch: 'frozen' }],
    ['validFrom', { validFrom: 1 }],
    ['expires', { expires: { at: 1 } }],
    ['"never expires"', { expires: {} }],
    ['grants', { grants: [{ permission: 'p' }] }],
    ['createdAt', { createdAt: 1 }],
    ['facts', { facts: [{ label: 'l', value: 'v' }] }],
    ['lastUsedAt', { lastUsedAt: 1 }],
  ] satisfies [string, Partial<RemoteKey>][])('never overlooks a change of %s', (_field, change) => {
    expect(reconcile(local(), remote(change), NOW).kind).toBe('changed')
  })

  it('never overwrites what the user wrote', () => {
    const is = reconcile(local(mine), remote({ label: 'other' }), NOW)
    expect(record(is)).toMatchObject(mine)
  })

  it('keeps what it is silent about', () => {
    const known = local({
      handle: 'h',
      createdAt: 1,
      lastUsedAt: 2,
      validFrom: 3,
      expires: { source: 'typed', at: 4 },
    })
    expect(reconcile(known, remote(), NOW)).toEqual({ kind: 'same' })
  })

  it('ends an expiry when a provider that keeps dates leaves it out', () => {
    const known = local({ validFrom: 3, expires: { source: 'provider', at: 4 } })
    const is = record(reconcile(known, remote({ expires: {} }), NOW))
    expect(is.expires).toEqual({ source: 'provider' })
    expect(is.validFrom).toBeUndefined()
  })

  it('takes the place of an expiry that the user typed', () => {
    const typed = local({ expires: { source: 'typed', at: 4 } })
    expect(record(reconcile(typed, remote({ expires: { at: 9 } }), NOW)).expires).toEqual({
      source: 'provider',
      at: 9,
    })
  })

  it('brings a gone key back, and forgets what it was thought to be renewed as', () => {
    const gone = local({ goneSince: 1, renewedAs: 'k2' as KeyId })
    const is = reconcile(gone, remote(), NOW)
    expect(is.kind).toBe('back')
    expect(record(is)).toMatchObject({ goneSince: undefined, renewedAs: undefined })
  })

  it.each([
    ['a held secret is stale when the key was made anew', 2, 1, 9, true],
    ['no secret, nothing stale', 0, 1, 9, false],
    ['a time that was unknown proves nothing', 2, undefined, 9, false],
    ['an earlier time proves nothing', 2, 9, 1, false],
  ] as const)('%s', (_what, version, before, after, stale) => {
    const is = reconcile(local({ version, createdAt: before }), remote({ createdAt: after }), NOW)
    expect(record(is).stale).toBe(stale)
  })

  it('does not make a stale secret fresh again', () => {
    const is = reconcile(local({ version: 1, stale: true }), remote({ label: 'x' }), NOW)
    expect(record(is).stale).toBe(true)
  })

  it('stays in its scope whatever an answer says', () => {
    expect(withRemote(local({ scope: 'de' }), { scope: 'fr' }).scope).toBe('de')
  })

  it('is worth telling unless it moves every day', () => {
    expect(isWorthRecording(['lastUsedAt', 'facts'])).toBe(false)
    expect(isWorthRecording(['lastUsedAt', 'switch'])).toBe(true)
    expect(isWorthRecording([])).toBe(false)
  })
})

describe('any key and any list', () => {
  const instant = fc.integer({ min: 0, max: 4e12 })
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const grants = fc.array(fc.record({ permission: fc.string() }), { maxLength: 3 })
  const remotes = fc.record({
    remoteId: fc.constant('r1'),
    scope: fc.constant(''),
    label: fc.string(),
    handle: maybe(fc.string()),
    switch: fc.constantFrom('enabled', 'disabled', 'frozen', 'unknown'),
    validFrom: maybe(instant),
    expires: maybe(fc.record({ at: maybe(instant) })),
    createdAt: maybe(instant),
    lastUsedAt: maybe(instant),
    grants,
    facts: fc.array(fc.record({ label: fc.string(), value: fc.string() }), { maxLength: 3 }),
  }) satisfies fc.Arbitrary<RemoteKey>
  const locals = fc
    .record({
      remote: remotes,
      notes: fc.string(),
      tags: fc.array(fc.string()),
      favourite: fc.boolean(),
      environment: fc.string(),
      version: fc.nat(9),
      goneSince: maybe(instant),
      stale: fc.boolean(),
    })
    .map(({ remote: listed, ...own }) => ({ ...withRemote(local(), listed), ...own }))

  it('are of one mind after one look: a second look finds nothing new', () => {
    fc.assert(
      fc.property(locals, remotes, (before, listed) => {
        const first = reconcile(before, listed, NOW)
        const after = first.kind === 'same' ? before : first.record
        expect(reconcile(after, listed, NOW + 1)).toEqual({ kind: 'same' })
      }),
    )
  })

  it('leave notes, tags, favourite, environment and version alone', () => {
    fc.assert(
      fc.property(locals, remotes, (before, listed) => {
        const is = reconcile(before, listed, NOW)
        if (is.kind === 'same') return
        const { id, notes, tags, favourite, environment, version } = before
        expect(is.record).toMatchObject({ id, notes, tags, favourite, environment, version })
      }),
    )
  })

  it('agree that a key that is reported unchanged has not changed', () => {
    fc.assert(
      fc.property(locals, (before) => {
        const is = reconcile({ ...before, goneSince: undefined }, asRemote(before), NOW)
        expect(is.kind).toBe('same')
      }),
    )
  })
})

describe('a key that went while another came', () => {
  const gone = (id: string, changes: Partial<KeyRecord> = {}) =>
    local({ id: id as KeyId, createdAt: 10, ...changes })

  it('looks renewed when name, scope and grants are alike', () => {
    expect(findRenewals([gone('a')], [gone('b', { createdAt: 20 })])).toEqual([{ from: 'a', to: 'b' }])
  })

  it.each([
    ['another name', { name: 'other' }],
    ['another scope', { scope: 'fr' }],
    ['other grants', { grants: [{ permission: 'p' }] }],
    ['an earlier time', { createdAt: 9 }],
  ])('does not with %s', (_what, changes) => {
    expect(findRenewals([gone('a')], [gone('b', changes)])).toEqual([])
  })

  it('does when neither has a time', () => {
    const without = { createdAt: undefined }
    expect(findRenewals([gone('a', without)], [gone('b', without)])).toHaveLength(1)
  })

  it('does not when two went or two came alike, since then nobody can tell which', () => {
    expect(findRenewals([gone('a'), gone('b')], [gone('c')])).toEqual([])
    expect(findRenewals([gone('a')], [gone('b'), gone('c')])).toEqual([])
  })

  it('does not when the user has said no before', () => {
    expect(findRenewals([gone('a', { renewalDenied: true })], [gone('b')])).toEqual([])
  })
})

describe('a find in public', () => {
  const leaked = { at: NOW, where: 'https://code.example/.env' }

  it('is a change worth an entry in the history, and stays when a list no longer tells it', () => {
    const found = reconcile(local(), remote({ leaked }), NOW)
    expect(found).toMatchObject({ kind: 'changed', moved: ['leaked'], record: { leaked } })
    expect(isWorthRecording(['leaked'])).toBe(true)
    expect(withRemote(local({ leaked }), remote()).leaked).toEqual(leaked)
    expect(asRemote(local({ leaked })).leaked).toEqual(leaked)
  })
})
