import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../../electron/core/ports/provider.ts'
import { newRecoveryKey, seal, unseal } from '../../../../electron/core/rotation/response-seal.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import { OperationId } from '../../../../shared/model/model.ts'

const ID = OperationId.parse('operation-1')
const answers = fc.record({
  status: fc.integer({ min: 200, max: 299 }),
  body: fc.uint8Array({ maxLength: 2_000 }),
  date: fc.option(fc.integer({ min: 1, max: 8.64e15 }), { nil: undefined }),
}) satisfies fc.Arbitrary<Answer>
const plain = ({ status, body, date }: Answer) => ({ status, body: [...body], date })

describe('a sealed response', () => {
  it('opens to what it was, whatever it was', () => {
    fc.assert(
      fc.property(answers, fc.uuid(), (answer, id) => {
        const key = newRecoveryKey()
        const operation = OperationId.parse(id)
        expect(plain(unseal(key, operation, seal(key, operation, answer))!)).toEqual(plain(answer))
      }),
    )
  })

  it('does not show what it holds', () => {
    const sealed = seal(newRecoveryKey(), ID, { status: 200, body: Buffer.from('canary-canary') })
    expect(Buffer.from(sealed).includes('canary')).toBe(false)
  })

  it('is sealed differently each time', () => {
    const key = newRecoveryKey()
    const answer = { status: 200, body: Buffer.from('x') }
    expect(Buffer.from(seal(key, ID, answer)).equals(seal(key, ID, answer))).toBe(false)
  })

  it('does not open for another operation', () => {
    const key = newRecoveryKey()
    const sealed = seal(key, ID, { status: 200, body: Buffer.from('x') })
    expect(unseal(key, OperationId.parse('operation-2'), sealed)).toBeUndefined()
  })

  it('does not open with another key, nor with an invalid one', () => {
    const sealed = seal(newRecoveryKey(), ID, { status: 200, body: Buffer.from('x') })
    expect(unseal(newRecoveryKey(), ID, sealed)).toBeUndefined()
    for (const text of ['', 'x', '!!!', 'A'.repeat(1_000)])
      expect(unseal(Secret.fromText(text), ID, sealed), text).toBeUndefined()
  })

  it('does not open when any byte of it has changed', () => {
    const key = newRecoveryKey()
    const sealed = seal(key, ID, { status: 200, body: Buffer.from('secret'), date: 5 })
    for (let at = 0; at < sealed.byteLength; at++) {
      const bent = Uint8Array.from(sealed)
      bent[at]! ^= 1
      expect(unseal(key, ID, bent), `byte ${at}`).toBeUndefined()
    }
  })

  it('that was cut or lengthened anywhere does not open, and nothing is thrown', () => {
    const key = newRecoveryKey()
    const sealed = seal(key, ID, { status: 200, body: Buffer.from('secret') })
    for (let length = 0; length < sealed.byteLength; length++)
      expect(unseal(key, ID, sealed.slice(0, length)), `${length} bytes`).toBeUndefined()
    expect(unseal(key, ID, Buffer.concat([sealed, Buffer.from('x')]))).toBeUndefined()
  })

  it('of rubbish never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (rubbish, withMark) => {
        const bytes = withMark ? Buffer.concat([Buffer.from('KHR1'), rubbish]) : rubbish
        expect(unseal(newRecoveryKey(), ID, bytes)).toBeUndefined()
      }),
    )
  })

  it('leaves its key usable and the answer whole', () => {
    const key = newRecoveryKey()
    const body = Buffer.from('secret')
    unseal(key, ID, seal(key, ID, { status: 200, body }))
    expect(key.wiped).toBe(false)
    expect(body.toString()).toBe('secret')
  })
})

it('every recovery key is 32 random bytes of its own, as text that any keychain keeps', () => {
  const texts = Array.from({ length: 50 }, () => newRecoveryKey().use((bytes) => bytes.toString()))
  expect(new Set(texts).size).toBe(50)
  for (const text of texts) {
    expect(text).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    expect(Buffer.from(text, 'base64').byteLength).toBe(32)
  }
})
