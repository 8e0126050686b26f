import { describe, expect, it } from 'vitest'
import { errorOf, fieldWords, sentence } from '../../../../renderer/messages/errors.ts'
import type {
  AppError,
  KeychainTrouble,
  ProviderTrouble,
  SecretTrouble,
  VaultTrouble,
} from '../../../../shared/contract/errors.ts'
import { NOW } from '../sample-rows.ts'

const provider: ProviderTrouble[] = [
  'unauthorized',
  'forbidden',
  'not-on-access-list',
  'not-a-member',
  'not-found',
  'not-yet-shown',
  'rate-limited',
  'invalid',
  'conflict',
  'unavailable',
  'timeout',
  'cancelled',
  'cut-off',
  'redirected',
  'too-large',
  'not-understood',
  'masked-secret',
  'tls',
  'proxy',
  'offline',
]
const keychain: KeychainTrouble[] = [
  'locked',
  'no-keyring',
  'absent',
  'restarted',
  'replaced',
  'dismissed',
  'unanswered',
  'changed',
  'no-entry',
  'refused',
  'hung',
  'mismatch',
]
const vault: VaultTrouble[] = [
  'damaged',
  'newer',
  'foreign',
  'in-use',
  'unreadable',
  'read-only',
  'missing',
  'disk-full',
]
const secret: SecretTrouble[] = [
  'empty',
  'contains-nul',
  'too-long',
  'unchanged',
  'clipboard-empty',
  'no-header',
]

const every: readonly AppError[] = [
  ...provider.map((why) => ({ kind: 'provider', why, outcome: 'refused' }) as const),
  ...(['not-yet-valid', 'expired', 'other-host', 'untrusted'] as const).map(
    (certificate) => ({ kind: 'provider', why: 'tls', outcome: 'not-sent', certificate }) as const,
  ),
  ...keychain.map((why) => ({ kind: 'keychain', why }) as const),
  ...vault.map((why) => ({ kind: 'vault', why }) as const),
  ...secret.map((why) => ({ kind: 'secret', why }) as const),
  { kind: 'invalid', field: 'name', why: 'required' },
  { kind: 'not-found', what: 'key' },
  { kind: 'busy', act: 'sync' },
  { kind: 'busy', act: 'regenerate', until: 1_000 },
  { kind: 'unsupported', act: 'create' },
  { kind: 'own-credential', account: 'lab' },
  { kind: 'name-mismatch' },
  { kind: 'secret-missing' },
  ...(['refused', 'not-kept', 'no-tool'] as const).map((why) => ({ kind: 'clipboard', why }) as const),
  ...(['denied', 'timed-out', 'no-screen'] as const).map((why) => ({ kind: 'approval', why }) as const),
  { kind: 'forbidden' },
  { kind: 'bad-request', call: 'key:copy' },
  { kind: 'unexpected', ticket: 'T-1' },
]

describe('every failure', () => {
  it('has a title without a full stop and whole sentences after it', () => {
    for (const error of every) {
      const { title, detail, action = 'None.' } = sentence(error)
      expect(title, title).toMatch(/^[A-Z“].*[^.]$/)
      expect(`${detail} ${action}`, title).toMatch(/\.$/)
      expect(`${title}${detail}${action}`).not.toMatch(/undefined|\[object/)
    }
  })

  it('has words of its own, but for the two that are our own fault', () => {
    const titles = every.map((error) => sentence(error).title)
    expect(new Set(titles).size).toBe(titles.length - 1)
  })
})

describe('a provider’s failure', () => {
  const error = { kind: 'provider', why: 'rate-limited', outcome: 'refused' } as const

  it('says first what has changed there', () => {
    const details = (['not-sent', 'refused', 'unknown'] as const).map(
      (outcome) => sentence({ ...error, outcome }).detail,
    )
    expect(details[0]).toMatch(/never left.*nothing changed/)
    expect(details[1]).toMatch(/^Nothing has changed/)
    expect(details[2]).toBe('Keyhold couldn’t confirm whether the change was made.')
  })

  it('quotes the provider by name, with its words and status', () => {
    const { title, detail } = sentence(
      { ...error, words: 'slow down', status: 429 },
      { provider: 'RIPE Atlas' },
    )
    expect(title).toBe('RIPE Atlas is rate-limiting requests')
    expect(detail).toContain('“slow down”')
    expect(detail).toContain('429')
  })

  it('names the fault of a certificate, and mentions a CA file only if one helps', () => {
    const shown = (certificate: 'not-yet-valid' | 'untrusted', why: 'tls' | 'proxy' = 'tls') =>
      sentence({ kind: 'provider', why, outcome: 'not-sent', certificate }, { provider: 'RIPE Atlas' })
    expect(shown('not-yet-valid').title).toBe('The certificate of RIPE Atlas is not valid yet')
    expect(shown('not-yet-valid').action).toBe('Check the date and time of this computer.')
    expect(shown('untrusted').action).toMatch(/CA file/)
    expect(shown('untrusted', 'proxy').title).toBe('The certificate of the proxy is not trusted')
  })

  it('says of a proxy that asks for a sign-in what it wants, and where that is typed', () => {
    const shown = (signIn: 'needed' | 'refused' | 'unsupported' | 'unreadable') =>
      sentence({ kind: 'provider', why: 'proxy', outcome: 'not-sent', signIn }, { provider: 'RIPE Atlas' })
    expect(shown('needed').title).toBe('The proxy asks you to sign in')
    expect(shown('refused').title).toBe('The proxy refused the user name or password')
    for (const asked of ['needed', 'refused'] as const) expect(shown(asked).action).toContain('under Network')
    expect(shown('unsupported').action).toContain('Basic only')
    expect(shown('unreadable').action).toContain('keychain')
    expect(shown('needed').detail).toBe('The request never left this computer, so nothing changed.')
  })

  it('says when to try again, while that is in the future', () => {
    expect(sentence({ ...error, retryAt: NOW + 90_000 }, { now: NOW }).action).toBe('Try again in 1 min.')
    expect(sentence({ ...error, retryAt: NOW - 1 }, { now: NOW }).action).toBe('Try again later.')
    expect(sentence({ ...error, retryAt: NOW + 90_000 }).action).toBe('Try again later.')
  })
})

describe('a new key that its provider has not completed', () => {
  const refused = { kind: 'provider', why: 'forbidden', outcome: 'refused', words: 'Not you.' } as const
  const lacks = ['the access list 203.0.113.7', 'the roles A, B in the project P']

  it('names what is missing, and quotes only the provider’s own words', () => {
    const { title, detail, action } = sentence(
      { kind: 'incomplete', lacks, reason: refused },
      { provider: 'Atlas' },
    )
    expect(title).toBe('Atlas didn’t complete the new key')
    expect(detail).toBe(
      'It lacks the access list 203.0.113.7; the roles A, B in the project P. Its secret is safe. The credential may not do this at Atlas: “Not you.”.',
    )
    expect(action).toBe('Try again, or complete the key at Atlas.')
  })

  it.each<[string, AppError]>([
    ['the answer was lost', { kind: 'provider', why: 'cut-off', outcome: 'unknown' }],
    ['the call was never made', { kind: 'provider', why: 'offline', outcome: 'not-sent' }],
  ])('never says that nothing has changed, and is careful where %s', (_, reason) => {
    const named = sentence({ kind: 'incomplete', lacks, reason }).detail
    expect(named.startsWith('It may lack')).toBe(reason.kind === 'provider' && reason.outcome === 'unknown')
    const unnamed = sentence({ kind: 'incomplete', lacks: [], reason }).detail
    expect(unnamed).toMatch(/^It may lack some of what you asked for\. Its secret is safe\./)
    expect(named + unnamed).not.toMatch(/nothing/i)
  })
})

it('a kept failure is the union again, and one of a later version is unexpected', () => {
  expect(errorOf({ kind: 'secret-missing' })).toEqual({ kind: 'secret-missing' })
  expect(errorOf({ kind: 'toString' })).toEqual({ kind: 'unexpected', ticket: 'toString' })
})

it('a field says what to enter', () => {
  expect(fieldWords('required', 'name')).toBe('Enter a name.')
  expect(fieldWords('required', 'organisation')).toBe('Fill in this field.')
  expect(fieldWords('malformed', 'environment')).toContain('not starting with a digit')
  expect(fieldWords('malformed', 'console', 'url')).toContain('https://')
  expect(fieldWords('too-long', 'toString')).toBe('This is too long.')
})
