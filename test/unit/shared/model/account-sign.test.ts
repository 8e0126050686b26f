import { describe, expect, it } from 'vitest'
import { isOneEmoji, monogram, providerLook } from '../../../../shared/model/account-sign.ts'
import { AccountSign } from '../../../../shared/model/model.ts'

const PROVIDERS = [
  'aws-iam',
  'cloudflare',
  'coralogix',
  'gitlab',
  'grafana',
  'ionos-logging',
  'ionos-monitoring',
  'mongodb-atlas',
  'nebula-block',
  'openai',
  'openrouter',
  'ops-manager',
  'ripe-atlas',
  'vercel',
]

describe('the tile of a provider', () => {
  it('has a look of its own for each provider of the catalogue', () => {
    const looks = PROVIDERS.map(providerLook).map(({ colour, isStrong }) => `${colour} ${String(isStrong)}`)
    expect(new Set(looks).size).toBe(PROVIDERS.length)
  })

  it('has a colour also for a provider of a later version', () => {
    for (const id of ['', 'x', 'provider-9', '云'])
      expect(AccountSign.parse({ colour: providerLook(id).colour }))
  })

  it.each([
    ['RIPE Atlas', 'RA'],
    ['Coralogix', 'Co'],
    ['IONOS Logging', 'IL'],
    ['MongoDB Ops Manager', 'MO'],
    ['云 平台', '云平'],
    ['x', 'X'],
    ['…', ''],
  ])('of %s shows %s', (name, letters) => {
    expect(monogram(name)).toBe(letters)
  })
})

describe('the sign of an account', () => {
  it.each(['🔑', '🇩🇪', '👩‍💻', '1️⃣', '❤️'])('takes %s', (emoji) => {
    expect(isOneEmoji(emoji)).toBe(true)
    expect(AccountSign.safeParse({ emoji }).success).toBe(true)
  })

  it.each(['', ' ', 'a', '1', '🔑🔑', '🔑 ', '<b>'])('refuses %j as its emoji', (emoji) => {
    expect(isOneEmoji(emoji)).toBe(false)
    expect(AccountSign.safeParse({ emoji }).success).toBe(false)
  })

  it('takes no colour that no tile has', () => {
    expect(AccountSign.safeParse({ colour: 'beige' }).success).toBe(false)
  })
})
