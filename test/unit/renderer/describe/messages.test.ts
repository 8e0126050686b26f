import { describe, expect, it } from 'vitest'
import { DescriptionFault, type ProviderDescription } from '../../../../shared/model/provider-description.ts'
import { lockedMessages, reviewMessages } from '../../../../renderer/screens/describe/described-messages.ts'
import { passagesOf } from '../../../../renderer/screens/describe/passages-messages.ts'
import { faultLine, problemWords } from '../../../../renderer/screens/describe/problems-messages.ts'
import { DESCRIPTION } from './sample-description.ts'

const textOf = (description: ProviderDescription) =>
  passagesOf(description)
    .flatMap(({ title, call, body, lines }) => [title, call, body, ...lines])
    .join('\n')

/** Every text of the document. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

describe('a description in sentences', () => {
  it('leaves out nothing that the document says', () => {
    const shown = textOf(DESCRIPTION)
    const closed = new Set(['header', 'iso', 'cursor'])
    const missing = textsIn(DESCRIPTION).filter((text) => !closed.has(text) && !shown.includes(text))
    expect(missing).toEqual([])
  })

  it('names the host, the header and each request', () => {
    const shown = textOf(DESCRIPTION)
    expect(shown).toContain('below https://unleash.example.com/api/admin/, and to no other host.')
    expect(shown).toContain('the credential in the header “X-Api-Key”')
    expect(shown).toContain('GET https://unleash.example.com/api/admin/api-tokens')
    expect(shown).toContain('POST https://unleash.example.com/api/admin/new-tokens')
    expect(shown).toContain('POST https://unleash.example.com/api/admin/old-tokens/{id}')
  })

  it('says what each credential, unit and way of paging does, each in its own words', () => {
    const { list } = DESCRIPTION
    const variants: readonly ProviderDescription[] = [
      ...(['bearer', 'authorization', 'basic', 'digest'] as const).map((kind) => ({
        ...DESCRIPTION,
        credential: { kind },
      })),
      ...(['seconds', 'milliseconds'] as const).map((times) => ({ ...DESCRIPTION, times })),
      { ...DESCRIPTION, list: { ...list, paging: { kind: 'none' } } },
      { ...DESCRIPTION, list: { ...list, paging: { kind: 'number', parameter: 'page', first: 1 } } },
      { ...DESCRIPTION, list: { ...list, paging: { kind: 'address', pointer: '/next' } } },
      { ...DESCRIPTION, newKeyLeavesOld: false },
      { ...DESCRIPTION, list: { ...list, rows: '' } },
    ]
    const texts = [DESCRIPTION, ...variants].map(textOf)
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('says what Keyhold does not do', () => {
    const { create: _create, delete: _delete, ...reading } = DESCRIPTION
    const shown = textOf(reading)
    expect(shown).toContain('Keyhold creates no keys at this provider.')
    expect(shown).toContain('Keyhold deletes no keys at this provider.')
    expect(shown).toContain('Keyhold replaces no keys at this provider.')
  })
})

describe('the faults of a description', () => {
  it('have a sentence each, at a field or with their place', () => {
    for (const why of DescriptionFault.shape.why.options)
      expect(problemWords(undefined, why)).toMatch(/^[A-Z].*\.$/)
    expect(problemWords('id', 'malformed')).toContain('/id')
    expect(problemWords('deletePath', 'unknown-placeholder')).toContain('{id}')
    expect(faultLine({ place: '/list/id', why: 'required' }, 'Fill in this field.')).toBe(
      '/list/id: Fill in this field.',
    )
    expect(faultLine({ place: '', why: 'not-json' }, 'This is not valid JSON.')).toBe(
      'This is not valid JSON.',
    )
  })
})

describe('what is locked', () => {
  it('is named by what the description has', () => {
    expect(lockedMessages.title(['create', 'revoke', 'replace'])).toBe(
      'Creating and deleting keys are locked until you confirm the list',
    )
    expect(lockedMessages.title(['create'])).toBe('Creating keys is locked until you confirm the list')
    expect(reviewMessages.done(['revoke'])).toBe('Deleting keys is unlocked')
    expect(reviewMessages.count(50, 130)).toBe('The first 50 of 130 keys')
    expect(reviewMessages.count(1, 1)).toBe('1 key')
  })
})
