import { describe, expect, it } from 'vitest'
import { againDialog } from '../../../renderer/screens/attention/again-dialog.ts'
import { progressLines } from '../../../renderer/screens/regenerate/flow.ts'
import {
  outcomeWords,
  storedWords,
  type OutcomeContext,
} from '../../../renderer/screens/regenerate/outcome-messages.ts'
import {
  BEFORE_TRANSFER,
  canTakeOver,
  transferMessage,
} from '../../../renderer/screens/replace/transfer-messages.ts'
import { hoursOf, lengthOf, LENGTHS } from '../../../renderer/screens/replace/overlap-length.ts'
import { changedDraft } from '../../../renderer/screens/replace/replacement-draft.ts'
import { summaryOf } from '../../../renderer/screens/replace/summary.ts'
import type { Field } from '../../../shared/model/catalogue.ts'
import { accountId, accountRow, keyId, keyRow, NOW, operationRow } from './sample-rows.ts'

const context = (own: Partial<OutcomeContext> = {}): OutcomeContext => ({
  kind: 'replace',
  name: 'grafana-prod',
  provider: 'RIPE Atlas',
  oldSecretDies: 'at-once',
  hadSecret: true,
  backend: 'GNOME Keyring',
  sealed: true,
  isSettled: false,
  ...own,
})

describe('the length of an overlap', () => {
  it('is one of the choices, or counted by the user', () => {
    expect(lengthOf(24)).toBe('24')
    expect(lengthOf(25)).toBe('other')
    expect(hoursOf('other')).toBeUndefined()
  })

  it('offers the same way back for every choice', () => {
    const lengths = LENGTHS.map(([value]) => value).filter((value) => value !== 'other')
    for (const length of lengths) expect(lengthOf(hoursOf(length) ?? 0)).toBe(length)
  })
})

describe('the draft of a replacement', () => {
  const field = (name: string): Field => ({ name, label: name, kind: 'text', required: false })

  it('keeps what the form does not show, takes what was changed, drops what was emptied', () => {
    const draft = { label: 'grafana-prod', region: 'de/txl', comment: 'old' }
    const values = { label: 'grafana-prod 2', comment: ' ' }
    expect(changedDraft([field('label'), field('comment')], draft, values)).toEqual({
      label: 'grafana-prod 2',
      region: 'de/txl',
    })
  })
})

describe('the summary of the new key', () => {
  const field = (own: Partial<Field> & Pick<Field, 'name' | 'kind'>): Field => ({
    label: own.name,
    required: false,
    ...own,
  })
  const choices = [
    { value: 'de', label: 'Berlin' },
    { value: 'us', label: 'Newark' },
  ]

  it('says each value in words, and leaves out what is empty or off', () => {
    const fields = [
      field({ name: 'label', kind: 'text' }),
      field({ name: 'comment', kind: 'text' }),
      field({ name: 'region', kind: 'choice', choices }),
      field({ name: 'sites', kind: 'choices', choices }),
      field({ name: 'grants', kind: 'grants' }),
      field({ name: 'hashed', kind: 'switch' }),
      field({ name: 'admin', kind: 'switch' }),
      field({ name: 'validFrom', kind: 'instant' }),
    ]
    const values = {
      label: 'grafana-prod',
      comment: ' ',
      region: 'de',
      sites: ['de', 'us', 'elsewhere'],
      grants: [{ permission: 'a' }, { permission: 'b' }],
      hashed: true,
      admin: false,
    }
    expect(summaryOf(fields, values).map((line) => line.kind === 'text' && [line.label, line.text])).toEqual([
      ['label', 'grafana-prod'],
      ['region', 'Berlin'],
      ['sites', 'Berlin, Newark, elsewhere'],
      ['grants', '2 permissions'],
      ['hashed', 'Yes'],
    ])
  })

  it('always calls the end of the new key by one name', () => {
    const fields = [field({ name: 'validTo', kind: 'instant', label: 'Valid to' })]
    expect(summaryOf(fields, { validTo: NOW })).toEqual([
      { kind: 'instant', label: 'The new key expires', at: NOW },
    ])
    expect(summaryOf(fields, { validTo: Number.NaN })).toEqual([])
  })
})

describe('the outcome of a replacement', () => {
  it('never says that the old key is dead', () => {
    const isEnd = /no longer works|previous version/
    for (const outcome of ['unsaved', 'unknown', 'rejected'] as const) {
      const { certain, uncertain } = outcomeWords(outcome, context())
      expect([...certain, ...uncertain].join(' ')).not.toMatch(isEnd)
    }
    expect(storedWords(context()).detail).not.toMatch(isEnd)
  })

  it('says that the old key works until it is retired', () => {
    const { text, detail } = storedWords(context())
    expect(text).toBe('New key created')
    expect(detail).toContain('The old key keeps working until you retire it.')
  })

  it('does not move an account before the old key is retired', () => {
    expect(storedWords(context({ credentialOf: 'Lab' })).detail).not.toContain('uses the new secret')
  })

  it('says what happens to the old value after a paste, by the user’s choice', () => {
    const { detail } = storedWords(context({ kind: 'paste', oldLivesOn: true }))
    expect(detail).toContain('keeps working until you retire it')
    expect(storedWords(context({ kind: 'paste', oldLivesOn: false })).detail).toContain('previous version')
  })

  it('says that no key was made and that the old one works when the provider refused', () => {
    expect(outcomeWords('rejected', context()).certain.slice(0, 2)).toEqual([
      'No key was created.',
      'grafana-prod works as before.',
    ])
  })
})

describe('replacing the key that its account is connected with', () => {
  const account = accountRow()

  it('is said to end with the account on the new key, not to be impossible', () => {
    expect(BEFORE_TRANSFER).toContain('switches the account over')
    expect(transferMessage('RIPE Atlas')).toContain('if that fails, nothing is retired')
  })

  it('hands over only to a key of that account that has a value', () => {
    expect(canTakeOver(keyRow(), account)).toBe(true)
    expect(canTakeOver(keyRow({ secret: 'missing' }), account)).toBe(false)
    expect(canTakeOver(keyRow({ account: accountId('other') }), account)).toBe(false)
    expect(canTakeOver(keyRow({ goneSince: NOW }), account)).toBe(false)
    expect(canTakeOver(undefined, account)).toBe(false)
  })
})

it('asks the provider for a new key, not to renew one, in the progress of a replacement', () => {
  const labels = progressLines('replace', undefined, 'RIPE Atlas').map(({ label }) => label)
  expect(labels).toContain('Create new key at RIPE Atlas')
})

it('begins a lost replacement again at the old key, since the new one does not exist', () => {
  const overlap = { old: keyId('old'), oldName: 'grafana-prod', since: NOW, until: NOW }
  expect(againDialog(operationRow({ kind: 'replace', key: keyId('new'), overlap }))).toEqual({
    kind: 'replace',
    key: 'old',
  })
})
