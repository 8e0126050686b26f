/** Places at which a running program can be killed: around every call that it makes to the world, and at every step it tells of. */
import type { Payload } from '../../../shared/contract.ts'
import type { World } from '../../../electron/core/ports/world.ts'

/** `world` with `reached` called before and after everything that leaves the program, with a name that tells where that is. */
export function withPoints(world: World, reached: (point: string) => void): World {
  async function around<T>(what: string, act: () => Promise<T>): Promise<T> {
    reached(`before ${what}`)
    const result = await act()
    reached(`after ${what}`)
    return result
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
      openHttp2: (request) => around('HTTP/2 session', () => network.openHttp2(request)),
      exchange: (request) => around(`${request.method} request`, () => network.exchange(request)),
    },
    push: (name, payload) => {
      world.push(name, payload)
      if (name === 'operation:progress') reached(`step ${(payload as Payload<'operation:progress'>).step}`)
    },
  }
}
