import { describe, expect, it } from 'vitest'
import {
  filledValues,
  initialValues,
  problemsOf,
  secretAsTyped,
} from '../../../renderer/parts/form-values.ts'
import { permissionGroups } from '../../../renderer/screens/detail/permission-messages.ts'
import { validitySpan } from '../../../renderer/screens/detail/validity.ts'
import { knownDraft } from '../../../renderer/screens/key-form/known-draft.ts'
import { changedDraft } from '../../../renderer/screens/replace/replacement-draft.ts'
import { replacementFields } from '../../../shared/model/form-fields.ts'
import type { Field } from '../../../shared/model/catalogue.ts'
import { DAY_MS, keyRow, NOW } from './sample-rows.ts'

const field = (own: Partial<Field> & Pick<Field, 'name' | 'kind'>): Field => ({
  label: own.name,
  required: false,
  ...own,
})

const FIELDS: readonly Field[] = [
  field({ name: 'label', kind: 'text', required: true, maxLength: 100 }),
  field({ name: 'validFrom', kind: 'instant' }),
  field({ name: 'validTo', kind: 'instant' }),
  field({ name: 'enabled', kind: 'switch', initial: true }),
  field({ name: 'grants', kind: 'grants' }),
]

describe('a form of the catalogue', () => {
  it('begins with its own initial values and without any date', () => {
    expect(initialValues(FIELDS)).toEqual({ label: '', enabled: true, grants: [] })
  })

  it('begins with what is known of a key', () => {
    const key = keyRow({ validFrom: NOW, switch: 'disabled' })
    const grants = [{ permission: 'keys.list_keys' }]
    expect(initialValues(FIELDS, knownDraft(FIELDS, { key, grants }))).toEqual({
      label: 'grafana-prod',
      validFrom: NOW,
      validTo: NOW + 6 * DAY_MS,
      enabled: false,
      grants,
    })
  })

  it('keeps a switch that is off and known, whatever the initial value', () => {
    expect(initialValues(FIELDS, { enabled: false }).enabled).toBe(false)
  })

  it('names each field that may not stay empty, blanks included', () => {
    expect(problemsOf(FIELDS, { label: '   ' })).toEqual([
      { kind: 'invalid', field: 'label', why: 'required' },
    ])
  })

  it('says that a text is too long instead of cutting it', () => {
    expect(problemsOf(FIELDS, { label: 'x'.repeat(100) })).toEqual([])
    expect(problemsOf(FIELDS, { label: 'x'.repeat(10_000) })[0]?.why).toBe('too-long')
  })

  it('leaves out what was left blank, and keeps a switch that is off', () => {
    expect(filledValues(FIELDS, { label: 'a', enabled: false, grants: [] })).toEqual({
      label: 'a',
      enabled: false,
    })
  })
})

describe('a form whose fields depend on a choice', () => {
  const fields: readonly Field[] = [
    field({ name: 'kind', kind: 'choice', required: true }),
    field({
      name: 'project',
      kind: 'text',
      required: true,
      onlyWhere: { field: 'kind', values: ['project'] },
    }),
    field({ name: 'label', kind: 'text', required: true }),
    field({ name: 'role', kind: 'text', notInReplacement: true }),
  ]

  it('asks only for those that apply, and sends no other', () => {
    expect(problemsOf(fields, { kind: 'own', label: 'a' })).toEqual([])
    expect(problemsOf(fields, { kind: 'project', label: 'a' })).toMatchObject([{ field: 'project' }])
    expect(filledValues(fields, { kind: 'own', project: 'typed before', label: 'a' })).toEqual({
      kind: 'own',
      label: 'a',
    })
  })

  it('keeps the kind of the key that is replaced, and shows the fields of that kind', () => {
    const draft = { kind: 'project', project: 'x/y', label: 'a' }
    const shown = replacementFields(fields, draft)
    expect(shown.map(({ name }) => name)).toEqual(['project', 'label'])
    const typed = { ...initialValues(shown, draft), label: 'b' }
    expect(problemsOf(shown, typed)).toEqual([])
    expect(changedDraft(shown, draft, typed)).toEqual({ ...draft, label: 'b' })
    expect(replacementFields(fields, { kind: 'own' }).map(({ name }) => name)).toEqual(['label'])
  })
})

describe('a typed secret', () => {
  it('loses the line break that was copied along with it', () => {
    expect(secretAsTyped('abc\r\n')).toBe('abc')
    expect(secretAsTyped('abc\n\n')).toBe('abc')
  })

  it('is otherwise left as it is, blanks and further lines included', () => {
    expect(secretAsTyped(' abc ')).toBe(' abc ')
    expect(secretAsTyped('-----BEGIN\nabc\n-----END\n')).toBe('-----BEGIN\nabc\n-----END\n')
  })
})

describe('permissions in words', () => {
  it('read the last part of their name', () => {
    expect(permissionGroups([{ permission: 'measurements.create_measurement' }])[0]?.words).toBe(
      'Create measurement',
    )
  })

  it('take the provider’s own words where they are known', () => {
    const known = [{ id: 'keys.get_key', description: 'Show one key', targetTypes: ['key'] }]
    expect(permissionGroups([{ permission: 'keys.get_key' }], known)[0]?.words).toBe('Show one key')
  })

  it('tell the targets of one permission together', () => {
    const grant = (id: string) => ({ permission: 'keys.get_key', target: { type: 'key', id } })
    expect(permissionGroups([grant('1'), grant('2')])).toEqual([
      { permission: 'keys.get_key', words: 'Get key', targets: ['key 1', 'key 2'] },
    ])
  })
})

describe('the validity bar', () => {
  const span = (own: Parameters<typeof keyRow>[0], now = NOW) => validitySpan(keyRow(own), now)

  it('counts from the start of validity, or else from when the key was made', () => {
    const at = NOW + 10 * DAY_MS
    expect(span({ validFrom: NOW - 10 * DAY_MS, expires: { source: 'provider', at } })?.passed).toBe(0.5)
    expect(span({ createdAt: NOW, expires: { source: 'typed', at } })?.passed).toBe(0)
  })

  it('stays between nothing and all', () => {
    expect(span({}, NOW + 900 * DAY_MS)?.passed).toBe(1)
    expect(span({}, NOW - 900 * DAY_MS)?.passed).toBe(0)
  })

  it('is not drawn without an end', () => {
    expect(span({ expires: { source: 'provider' } })).toBeUndefined()
    expect(span({ expires: { source: 'unknown' } })).toBeUndefined()
  })

  it('is not drawn if the end is before the start', () => {
    expect(span({ createdAt: NOW, expires: { source: 'provider', at: NOW - 1 } })).toBeUndefined()
  })
})
