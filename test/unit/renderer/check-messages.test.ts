import { describe, expect, it } from 'vitest'
import { reportWords } from '../../../renderer/screens/check-secret/check-messages.ts'
import { expiryOffer } from '../../../renderer/screens/check-secret/expiry-offer.ts'

const NOW = Date.UTC(2026, 10, 30)
const END = Date.UTC(2027, 0, 31, 12, 30)
const said = { works: true, service: 'GitHub', host: 'api.github.com:443', at: NOW }

describe('the words of a report', () => {
  it('say who the secret belongs to, what it may do and when it ends', () => {
    const words = reportWords(
      { ...said, owner: 'octocat', scopes: ['repo', 'gist'], expires: { at: END } },
      NOW,
    )
    expect(words).toMatchObject({ tone: 'good', title: 'GitHub accepts this secret' })
    expect(words.lines.slice(0, 2)).toEqual(['Belongs to octocat', 'May: repo, gist'])
    expect(words.lines[2]).toMatch(/^Expires on .*2027/)
  })

  it('do not confuse “never” with “not said”', () => {
    expect(reportWords({ ...said, expires: {} }, NOW).lines).toEqual(['Never expires'])
    expect(reportWords(said, NOW).lines).toEqual(['The answer doesn’t say when it expires.'])
  })

  it('do not call a refused secret dead: it may belong to another server', () => {
    const words = reportWords({ ...said, works: false }, NOW)
    expect(words).toMatchObject({ tone: 'warn', title: 'GitHub doesn’t accept this secret' })
    expect(words.lines.join(' ')).toContain('another server')
  })

  it('say of a token that was read here that nothing was sent', () => {
    const words = (expires: { at?: number } | undefined) =>
      reportWords({ works: true, at: NOW, ...(expires && { expires }) }, NOW)
    for (const one of [words({ at: END }), words({ at: NOW - 1 }), words(undefined)])
      expect(one.lines.join(' ')).toContain('Nothing was sent')
    expect(words({ at: NOW - 1 })).toMatchObject({ tone: 'warn', title: 'The token has expired' })
  })
})

describe('the expiry of a report', () => {
  const typed = (at?: number) => ({ expires: { source: 'typed' as const, ...(at !== undefined && { at }) } })
  const unknown = { expires: { source: 'unknown' as const } }

  it('is offered where it is news', () => {
    expect(expiryOffer({ ...said, expires: { at: END } }, unknown)).toEqual({
      kind: 'offer',
      typedExpiry: END,
    })
    expect(expiryOffer({ ...said, expires: { at: END } }, typed(NOW))).toEqual({
      kind: 'offer',
      typedExpiry: END,
    })
    expect(expiryOffer({ ...said, expires: {} }, unknown)).toEqual({ kind: 'offer', typedExpiry: 'never' })
  })

  it('is saved already where the key has it', () => {
    expect(expiryOffer({ ...said, expires: { at: END } }, typed(END))).toEqual({ kind: 'saved' })
    expect(expiryOffer({ ...said, expires: {} }, typed())).toEqual({ kind: 'saved' })
  })

  it('is not offered if the answer did not contain it', () => {
    expect(expiryOffer(said, unknown)).toEqual({ kind: 'none' })
    expect(expiryOffer({ ...said, works: false, expires: {} }, unknown)).toEqual({ kind: 'none' })
    expect(expiryOffer({ ...said, expires: { at: END } }, { expires: { source: 'provider' } })).toEqual({
      kind: 'none',
    })
  })
})
