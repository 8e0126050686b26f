import { describe, expect, it } from 'vitest'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { createSecretChecks } from '../../../electron/providers/secret-checks/secret-checks.ts'
import { fakeClock } from '../../fakes/clock.ts'

const END = Date.UTC(2027, 0, 31, 12, 30)

describe('a JSON Web Token', () => {
  const token = (claims: object) =>
    [{ alg: 'HS256', typ: 'JWT' }, claims, 'signature'.repeat(4)]
      .map((part) =>
        Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url'),
      )
      .join('.')
  const read = (claims: object, now: number) => {
    const unused = () => Promise.reject(new Error('Nobody is asked'))
    const network = { exchange: unused, openHttp2: unused, readCertificates: unused }
    const check = createSecretChecks({ network, clock: fakeClock(now), turn: () => Promise.resolve() }).find(
      'jwt',
    )
    const held = Secret.fromText(token(claims))
    const report = check?.kind === 'claims' ? check.read(held) : undefined
    held.wipe()
    return report
  }

  it('says by itself when it expires, and nobody is asked', () => {
    expect(read({ exp: END / 1_000 }, END - 1)).toEqual({ works: true, expires: { at: END } })
    expect(read({ exp: END / 1_000 }, END)).toEqual({ works: false, expires: { at: END } })
  })

  it.each([{}, { exp: 'soon' }, { exp: -1 }, { exp: 1e300 }])('may not say it: %j', (claims) => {
    expect(read(claims, END)).toEqual({ works: true })
  })
})
