/** The points at which a running program can be killed: before and after every call to the world, and at every step that it reports. */
import type { OutgoingHttpHeaders } from 'node:http2'
import type { Payload } from '../../../shared/contract/contract.ts'
import type { NetworkPort, WireRequest } from '../../../electron/core/ports/network.ts'
import type { World } from '../../../electron/core/ports/world.ts'

type Session = Awaited<ReturnType<NetworkPort['openHttp2']>>

/** Wraps `world` so that it calls `reached` before and after every call, with the name of the point. */
export function withPoints(world: World, reached: (point: string) => void): World {
  async function around<T>(what: string, run: () => Promise<T>): Promise<T> {
    reached(`before ${what}`)
    const result = await run()
    reached(`after ${what}`)
    return result
  }
  /** Each gRPC call is a separate stream of one session. */
  function withCalls(session: Session): Session {
    const ask = session.request.bind(session)
    session.request = (headers: OutgoingHttpHeaders, options) => {
      const what = `${String(headers[':path']).split('/').at(-1)} call`
      reached(`before ${what}`)
      return ask(headers, options).once('close', () => reached(`after ${what}`))
    }
    return session
  }
  const { keychain, network } = world
  const kindOf = (entry: string) => entry.split(' ')[0] ?? ''
  return {
    ...world,
    keychain: {
      maxBytes: keychain.maxBytes,
      probe: () => keychain.probe(),
      write: (name, secret) => around(`keychain write ${kindOf(name)}`, () => keychain.write(name, secret)),
      read: (name) => around(`keychain read ${kindOf(name)}`, () => keychain.read(name)),
      remove: (name) => around(`keychain remove ${kindOf(name)}`, () => keychain.remove(name)),
      names: () => keychain.names(),
    },
    network: {
      readCertificates: (path) => network.readCertificates(path),
      openHttp2: (request) =>
        around('HTTP/2 session', async () => withCalls(await network.openHttp2(request))),
      exchange: (request) => around(nameOf(request), () => network.exchange(request)),
    },
    push: (name, payload) => {
      world.push(name, payload)
      if (name === 'operation:progress') reached(`step ${(payload as Payload<'operation:progress'>).step}`)
    },
  }
}

/** If a form names the call, all calls use the same method. */
function nameOf({ method, headers, body }: WireRequest): string {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  const action = isForm ? new URLSearchParams(new TextDecoder().decode(body)).get('Action') : null
  return action === null ? `${method} request` : `${action} call`
}

/** Calls that change nothing: a death there has the same effect as one at the previous point. */
export const isRead = (point: string): boolean =>
  /keychain read|GET request|HTTP\/2 session|(Get|List)\w+ call|step (waiting|preflight)/.test(point)
