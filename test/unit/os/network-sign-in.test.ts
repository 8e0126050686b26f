import { PassThrough } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { WireFailure, type ProxySignIns, type WireRequest } from '../../../electron/core/ports/network.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { createNetwork } from '../../../electron/os/network.ts'
import { createProxyAuthenticator } from '../../../electron/os/network-sign-in.ts'
import { withSignIn } from '../../../electron/os/proxy.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { fakeCertificate } from '../../fakes/certificate.ts'
import { startConnectProxy } from '../../fakes/connect-proxy.ts'
import { startWireServer } from '../../fakes/wire-server.ts'
import { closing } from './closing.ts'

const HOST = 'keys.example.test'
const PASSWORD = 'pä:ss wörd'
const RIGHT = `Basic ${Buffer.from(`ann:${PASSWORD}`).toString('base64')}`
const certificate = fakeCertificate([HOST, '127.0.0.1'])

const request = (change: Partial<WireRequest> = {}): WireRequest => ({
  url: new URL(`https://${HOST}/keys`),
  method: 'POST',
  headers: { authorization: 'Key abc' },
  body: Buffer.from('{}'),
  timeoutMs: 5_000,
  maxBytes: 10_000,
  extraCertificates: certificate.cert,
  signal: undefined,
  ...change,
})

/** Sign-ins by proxy, with a record of those that were requested and refused. */
function savedFor(proxy: string, user = 'ann', password = PASSWORD) {
  const taken: string[] = []
  const refused: string[] = []
  const secrets: Secret[] = []
  const source: ProxySignIns = {
    async take(asked) {
      taken.push(asked)
      if (asked !== proxy) return undefined
      if (refused.includes(`${proxy} 1`)) return 'refused'
      const secret = Secret.fromText(password)
      secrets.push(secret)
      return { id: `${proxy} 1`, user, password: secret }
    },
    refused: (id) => void refused.push(id),
  }
  return { source, taken, refused, secrets }
}

async function scene(shown?: typeof certificate) {
  const server = closing(await startWireServer(certificate))
  const proxy = closing(await startConnectProxy(server.port, shown))
  const networkBy = (address = proxy.address) =>
    closing(createNetwork({ proxyFor: async () => address, systemCertificates: () => [] }))
  return { server, proxy, networkBy }
}

const withUser = (address: string, user: string, password: string) =>
  address.replace('://', `://${user}:${password}@`)

const failureOf = (outcome: Promise<unknown>) =>
  outcome.then(
    () => undefined,
    (error: unknown) => error as WireFailure,
  )

const wire = (signIn: string | undefined) => ({ name: 'WireFailure', why: 'proxy', sent: false, signIn })

describe('a proxy that asks for a sign-in', () => {
  it.each([
    ['http', undefined],
    ['https', certificate],
  ] as const)('gets the one that is kept for it, once, and nobody else does (%s)', async (_name, shown) => {
    const { server, proxy, networkBy } = await scene(shown)
    proxy.askFor(['Negotiate', 'Basic realm="x, Digest y", charset="UTF-8"'], RIGHT)
    const network = networkBy()
    const saved = savedFor(proxy.address)
    network.proxies.useSignIns(saved.source)
    await expect(network.exchange(request())).resolves.toMatchObject({ status: 200 })
    expect(proxy.signIns).toEqual([undefined, RIGHT])
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).not.toMatch(/proxy-authorization|QmFz|Basic/i)
    expect(saved.secrets.every((secret) => secret.wiped)).toBe(true)
  })

  it('gets it also where the challenge follows a provisional answer', async () => {
    const { proxy, networkBy } = await scene()
    proxy.greetWith('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n', false)
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy()
    network.proxies.useSignIns(savedFor(proxy.address).source)
    await expect(network.exchange(request())).resolves.toMatchObject({ status: 200 })
  })

  it.each([
    ['none is known: it is needed', ['Basic realm="corp"'], 'needed'],
    [
      'it offers other ways only: they are not known here',
      ['NTLM', 'Negotiate, Digest realm="Basic", nonce="x"'],
      'unsupported',
    ],
    ['it says nothing of how: it refuses', [], undefined],
  ] as const)('lets nothing through where %s', async (_name, challenges, signIn) => {
    const { server, proxy, networkBy } = await scene()
    proxy.askFor(challenges)
    expect(await failureOf(networkBy().exchange(request()))).toMatchObject(wire(signIn))
    expect([server.requests, proxy.signIns]).toEqual([[], [undefined]])
  })

  it('is never given what is kept for another', async () => {
    const { server, proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy()
    const saved = savedFor(proxy.address.replace('127.0.0.1', '127.0.0.2'))
    network.proxies.useSignIns(saved.source)
    expect(await failureOf(network.exchange(request()))).toMatchObject(wire('needed'))
    expect(saved.taken).toEqual([proxy.address])
    expect([server.requests, proxy.signIns]).toEqual([[], [undefined]])
  })

  it('that refuses it is not given it again: a wrong password must not lock the account', async () => {
    const { server, proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy()
    const saved = savedFor(proxy.address, 'ann', 'wrong')
    network.proxies.useSignIns(saved.source)
    for (let tries = 0; tries < 3; tries++)
      expect(await failureOf(network.exchange(request()))).toMatchObject(wire('refused'))
    expect(saved.refused).toEqual([`${proxy.address} 1`])
    expect(proxy.signIns.filter((one) => one !== undefined)).toHaveLength(1)
    expect(server.requests).toEqual([])
  })

  it('is sent a wrong password by one of many calls alone, and a right one by all', async () => {
    const { server, proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy()
    network.proxies.useSignIns(savedFor(proxy.address, 'ann', 'wrong').source)
    const five = () => Array.from({ length: 5 }, () => failureOf(network.exchange(request())))
    for (const error of await Promise.all(five())) expect(error).toMatchObject(wire('refused'))
    expect(proxy.signIns.filter((one) => one !== undefined)).toHaveLength(1)

    network.proxies.useSignIns(savedFor(proxy.address).source)
    expect(await Promise.all(five())).toEqual(Array.from({ length: 5 }, () => undefined))
    expect(server.requests).toHaveLength(5)
  })

  it('gets nothing if the keychain does not return the password', async () => {
    const { proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy()
    const take = () => Promise.reject(new Failure({ kind: 'keychain', why: 'locked' }))
    network.proxies.useSignIns({ take, refused: () => undefined })
    expect(await failureOf(network.exchange(request()))).toMatchObject(wire('unreadable'))
    expect(proxy.signIns).toEqual([undefined])
  })

  it('is not asked again when the time is over before the password is there', async () => {
    const { proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy()
    const saved = savedFor(proxy.address)
    let give: (() => void) | undefined
    const later = new Promise<void>((resolve) => (give = resolve))
    const source = { ...saved.source, take: (asked: string) => later.then(() => saved.source.take(asked)) }
    network.proxies.useSignIns(source)
    const cancel = new AbortController()
    const outcome = failureOf(network.exchange(request({ signal: cancel.signal })))
    while (proxy.asked.length === 0) await new Promise((resolve) => setImmediate(resolve))
    cancel.abort()
    expect(await outcome).toMatchObject({ why: 'cancelled', sent: false })
    give?.()
    for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve))
    expect(proxy.signIns).toEqual([undefined])
  })

  it('opens HTTP/2 sessions in the same way', async () => {
    const { proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'])
    const asked = {
      url: new URL(`https://${HOST}`),
      timeoutMs: 5_000,
      extraCertificates: certificate.cert,
      signal: undefined,
    }
    expect(await failureOf(networkBy().openHttp2(asked))).toMatchObject(wire('needed'))
  })
})

describe('a sign-in on trial', () => {
  const PROXY = new URL('http://proxy.corp:3128')
  const refusal = () => new WireFailure('proxy', false, { signIn: 'needed' })

  /** A proxy that answers sign-ins only when the test lets it. */
  function trials() {
    const sent: { readonly answer: (error?: WireFailure) => void }[] = []
    let now = 0
    const authenticator = createProxyAuthenticator({ trialMs: 20, steadyMs: () => now })
    authenticator.useSignIns(savedFor(PROXY.origin).source)
    const open = () =>
      authenticator.open(PROXY, (authorization) => {
        if (authorization === undefined) return Promise.reject(refusal())
        return new Promise((resolve, reject) => {
          const answer = (error?: WireFailure) =>
            error === undefined ? resolve(new PassThrough()) : reject(error)
          sent.push({ answer })
        })
      })
    const settle = () => new Promise((resolve) => setImmediate(resolve))
    return { open, sent, settle, pass: (ms: number) => void (now += ms) }
  }

  it('continues with the next call when the first ends without an answer', async () => {
    const { open, sent, settle } = trials()
    const calls = [failureOf(open()), failureOf(open()), failureOf(open())]
    await settle()
    expect(sent).toHaveLength(1)
    sent[0]!.answer(new WireFailure('timeout', false))
    await settle()
    await settle()
    expect(sent).toHaveLength(2)
    sent[1]!.answer(refusal())
    expect((await Promise.all(calls)).map((error) => error?.why)).toEqual(['timeout', 'proxy', 'proxy'])
    expect(sent).toHaveLength(2)
  })

  it('does not hold up other calls when nothing comes back', async () => {
    const { open, sent } = trials()
    void open()
    const other = open()
    await vi.waitUntil(() => sent.length === 2)
    sent[1]!.answer()
    await expect(other).resolves.toBeInstanceOf(PassThrough)
  })

  it('is tried by one call again after a while: the password may have been changed at the proxy', async () => {
    const { open, sent, settle, pass } = trials()
    const first = open()
    await settle()
    sent[0]!.answer()
    await first
    const both = [open(), open()]
    await settle()
    expect(sent).toHaveLength(3)
    for (const { answer } of sent) answer()
    await Promise.all(both)

    pass(60_000)
    const later = [failureOf(open()), failureOf(open())]
    await settle()
    expect(sent).toHaveLength(4)
    sent[3]!.answer(refusal())
    await Promise.all(later)
    expect(sent).toHaveLength(4)
  })
})

describe('a sign-in in the proxy’s address', () => {
  it('works unchanged, and is never shown', async () => {
    const { server, proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy(withUser(proxy.address, 'ann', encodeURIComponent(PASSWORD)))
    await expect(network.exchange(request())).resolves.toMatchObject({ status: 200 })
    expect(server.requests[0]).not.toContain('Basic')
    expect(await network.proxies.find(new URL(`https://${HOST}`))).toBe(proxy.address)
  })

  it('gives way to the one that is kept', async () => {
    const { proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy(withUser(proxy.address, 'ann', 'old'))
    network.proxies.useSignIns(savedFor(proxy.address).source)
    await expect(network.exchange(request())).resolves.toMatchObject({ status: 200 })
    expect(proxy.signIns).toEqual([undefined, RIGHT])
  })

  it('is sent by one of many calls alone while it is wrong', async () => {
    const { proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy(withUser(proxy.address, 'ann', 'wrong'))
    await Promise.all(Array.from({ length: 5 }, () => failureOf(network.exchange(request()))))
    expect(proxy.signIns.filter((one) => one !== undefined)).toHaveLength(1)
  })

  it('that is refused is not sent again, and no error names it', async () => {
    const { proxy, networkBy } = await scene()
    proxy.askFor(['Basic realm=x'], RIGHT)
    const network = networkBy(withUser(proxy.address, 'ann', 'very-wrong'))
    for (let tries = 0; tries < 2; tries++) {
      const error = await failureOf(network.exchange(request()))
      expect(error).toMatchObject(wire('refused'))
      expect(`${error?.stack} ${String(error?.cause)} ${JSON.stringify(error)}`).not.toContain('very-wrong')
    }
    expect(proxy.signIns.filter((one) => one !== undefined)).toHaveLength(1)
  })
})

describe('the environment’s address of the proxy', () => {
  const signedIn = 'http://ann:p%40ss@proxy.corp:3128/'

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'http_proxy'])(
    'brings user name and password, which Chromium drops (%s)',
    (name) => {
      expect(withSignIn('http://proxy.corp:3128', { [name]: signedIn })).toBe(signedIn)
      expect(withSignIn('http://proxy.corp:3128', { [name]: 'ann:p%40ss@proxy.corp:3128' })).toBe(signedIn)
    },
  )

  it.each(['https://proxy.corp:3128', 'http://proxy.corp:3129', 'http://other.corp:3128'])(
    'brings nothing to another proxy (%s)',
    (address) => {
      expect(withSignIn(address, { HTTPS_PROXY: signedIn })).toBe(address)
    },
  )

  it.each([undefined, '', 'not an address', 'http://proxy.corp:3128'])(
    'may say nothing of it (%s)',
    (value) => {
      expect(withSignIn('http://proxy.corp:3128', { HTTPS_PROXY: value })).toBe('http://proxy.corp:3128')
      expect(withSignIn(undefined, { HTTPS_PROXY: value })).toBeUndefined()
    },
  )
})
