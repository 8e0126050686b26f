import { expect, it } from 'vitest'
import { WireFailure } from '../../../electron/core/ports/network.ts'
import { wireFailure } from '../../../electron/os/network-trouble.ts'

const error = (code: string | undefined, name = 'Error') =>
  Object.assign(new Error('s3cret words'), { code, name, data: 's3cret answer' })

it.each([
  ['ENOTFOUND', 'offline'],
  ['EAI_AGAIN', 'offline'],
  ['ECONNREFUSED', 'offline'],
  ['ENETUNREACH', 'offline'],
  ['EHOSTUNREACH', 'offline'],
  ['ETIMEDOUT', 'timeout'],
  ['ECONNRESET', 'cut-off'],
  ['EPIPE', 'cut-off'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  ['EPROTO', 'tls'],
])('while connecting, %s means %s, and nothing was sent', (code, why) => {
  expect(wireFailure(error(code), false)).toMatchObject({ why, sent: false })
})

it.each([
  ['UND_ERR_SOCKET', 'cut-off'],
  ['ECONNRESET', 'cut-off'],
  ['ENETDOWN', 'cut-off'],
  ['SOMETHING_NEW', 'cut-off'],
  [undefined, 'cut-off'],
  ['ETIMEDOUT', 'timeout'],
  ['HPE_INVALID_CONSTANT', 'not-understood'],
  ['HPE_INVALID_EOF_STATE', 'cut-off'],
  ['UND_ERR_HEADERS_OVERFLOW', 'too-large'],
  ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', 'tls'],
])('once it was sent, %s means %s, and it stays sent', (code, why) => {
  expect(wireFailure(error(code), true)).toMatchObject({ why, sent: true })
})

it('knows the parser by its name when it gives no code', () => {
  expect(wireFailure(error(undefined, 'HTTPParserError'), true).why).toBe('not-understood')
})

it('lets no failure claim that nothing was sent when something was, or the reverse', () => {
  const early = new WireFailure('proxy', false)
  expect(wireFailure(early, false)).toBe(early)
  expect(wireFailure(early, true)).toMatchObject({ why: 'proxy', sent: true })
})

it('carries the code along and nothing else', () => {
  const { cause, message } = wireFailure(error('HPE_INVALID_CONSTANT'), true)
  expect([cause, message]).toEqual(['HPE_INVALID_CONSTANT', 'not-understood'])
})

it('survives whatever may be thrown', () => {
  for (const thrown of [undefined, 'text', 7, {}, new Error('no code')])
    expect(wireFailure(thrown, false)).toMatchObject({ why: 'offline', sent: false })
})
