/** HTTP Digest alone: the RFCs' own examples, and challenges as servers write them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChallenge, signDigest, type Challenge } from '../../../electron/providers/digest.ts'

const OPEN: Challenge = {
  realm: 'MMS Public API',
  nonce: 'n1',
  opaque: undefined,
  algorithm: 'MD5',
  isAlgorithmNamed: true,
  isStale: false,
}

describe('an answer', () => {
  // RFC 7616, 3.9.1.
  const example = {
    user: 'Mufasa',
    password: 'Circle of Life',
    method: 'GET',
    uri: '/dir/index.html',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  }
  const header = (algorithm: string) =>
    `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`

  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('is the one of RFC 7616 for %s', (algorithm, response) => {
    const signed = signDigest({ ...example, challenge: readChallenge(header(algorithm))! })
    expect(signed).toBe(
      `Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", algorithm=${algorithm}, response="${response}", qop=auth, nc=00000001, cnonce="${example.cnonce}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
    )
  })

  it('is the one of RFC 2617, which names no algorithm', () => {
    const challenge = readChallenge(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    )!
    const signed = signDigest({ ...example, challenge, password: 'Circle Of Life', cnonce: '0a4f113b' })
    expect(signed).toContain('response="6629fae49393a05397450978507c4ef1"')
    expect(signed).not.toContain('algorithm')
  })

  it('covers path and query and cannot be broken out of', () => {
    const sign = (uri: string) => signDigest({ ...example, challenge: OPEN, uri })
    expect(sign('/a?pretty=true')).toContain('uri="/a?pretty=true"')
    const response = (text: string) => /response="(\w+)"/.exec(text)![1]
    expect(response(sign('/a?pretty=true'))).not.toBe(response(sign('/a')))
    const odd = { ...OPEN, realm: 'a "b" \\ c', opaque: '"' }
    expect(signDigest({ ...example, challenge: odd })).toContain('realm="a \\"b\\" \\\\ c"')
  })
})

describe('a challenge', () => {
  it.each([
    [
      'as clients see it',
      'Digest realm="MMS Public API", domain="", nonce="n1", algorithm=MD5, qop="auth", stale=false',
      {},
    ],
    [
      'as the pages print it',
      'Digest realm="MMS Public API", domain="", nonce="n1", algorithm=MD5, op="auth", stale=false',
      {},
    ],
    [
      'that is stale',
      'Digest realm="MMS Public API",nonce="n1",algorithm=MD5,qop=auth,stale=TRUE',
      { isStale: true },
    ],
    [
      'without an algorithm',
      'digest qop="auth", realm="MMS Public API", nonce="n1"',
      { isAlgorithmNamed: false },
    ],
    [
      'with commas and quotes in quotes, odd spaces and unknown words',
      'Digest  realm = "MMS Public API" ,beta, domain="/a, qop=x", note="say \\"hi, nonce=n2\\"" , nonce=n1,Algorithm="md5" , QOP="auth-int,auth"',
      {},
    ],
    [
      'among others',
      'Negotiate, Basic realm="MMS Public API", Digest realm="MMS Public API", nonce="n1", algorithm=MD5, qop="auth", Bearer realm="x"',
      {},
    ],
    [
      'beside a stronger one',
      'Digest realm="MMS Public API", nonce="n0", algorithm=MD5, qop="auth", Digest realm="MMS Public API", nonce="n1", algorithm=SHA-256, qop="auth", opaque="o"',
      { algorithm: 'SHA-256', opaque: 'o' },
    ],
    [
      'beside one that nobody here can answer',
      'Digest realm="x", nonce="n0", algorithm=SHA-512-256, qop="auth", Digest realm="MMS Public API", nonce="n1", algorithm=MD5, qop="auth"',
      {},
    ],
    [
      'that names a parameter twice: the first counts',
      'Digest realm="MMS Public API", nonce="n1", algorithm=MD5, qop="auth", nonce="n2"',
      {},
    ],
  ])('is read %s', (_, header, change) => {
    expect(readChallenge(header)).toEqual({ ...OPEN, ...change })
  })

  it.each([
    undefined,
    '',
    'Digest',
    'Basic realm="MMS Public API"',
    'Bearer realm="x", nonce="n1", qop="auth"',
    'Digest nonce="n1", qop="auth"',
    'Digest realm="x", qop="auth"',
    'Digest realm="x", nonce="", qop="auth"',
    'Digest realm="x", nonce="n1"',
    'Digest realm="x", nonce="n1", qop="auth-int"',
    'Digest realm="x", nonce="n1", qop="auth", algorithm=MD5-sess',
    'Digest realm="x", nonce="n1", qop="auth", algorithm=SHA-512-256',
    'Digest realm="x", Basic nonce="n1", qop="auth"',
  ])('is not answered: %j', (header) => expect(readChallenge(header)).toBeUndefined())

  it('is looked for at the start of a header only: a long one would keep its reader busy', () => {
    const good = 'Digest realm="r", nonce="n", qop="auth"'
    expect(readChallenge(`${' '.repeat(3_900)}${good}`)).toBeDefined()
    expect(readChallenge(`${' '.repeat(4_000)}${good}`)).toBeUndefined()
  })

  it('of any garbage is read without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), fc.string(), (before, after) => {
        const found = readChallenge(`${before}, Digest realm="r", nonce="n", qop="auth" ${after}`)
        if (found !== undefined) expect(found.nonce).not.toBe('')
      }),
    )
  })
})
