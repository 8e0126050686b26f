/** A world in which the program can die without a separate process: from then on, no call is answered. */
import { WireFailure } from '../../../electron/core/ports/network.ts'
import type { World } from '../../../electron/core/ports/world.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { KeychainFault } from './steps.ts'

export interface Mortal {
  readonly world: World
  /** From now on nothing leaves the program and nothing reaches it. */
  kill(): void
  readonly isKilled: () => boolean
  /** The fault of the next call of that kind. */
  failNext(fault: KeychainFault): void
}

export function mortal(alive: World): Mortal {
  const death = new AbortController()
  const sessions = new Set<{ destroy(): void }>()
  const faults = new Set<KeychainFault>()
  const { keychain, network } = alive
  const isKilled = () => death.signal.aborted
  const nobody = () => new WireFailure('offline', false)
  const refused = () => new Failure({ kind: 'keychain', why: 'refused', backend: 'Test keychain' })

  /** Runs `call`, unless the program was killed or the fault applies to this call. */
  async function asked<T>(fault: KeychainFault, call: () => Promise<T>): Promise<T> {
    if (isKilled() || faults.delete(fault)) throw refused()
    return call()
  }

  return {
    isKilled,
    kill() {
      death.abort()
      for (const session of sessions) session.destroy()
    },
    failNext: (fault) => void faults.add(fault),
    world: {
      ...alive,
      keychain: {
        maxBytes: keychain.maxBytes,
        probe: () => keychain.probe(),
        names: () => keychain.names(),
        write: (name, secret) =>
          asked('refuses a write', async () => {
            // The fault applies to a key's secret, not to the test of the keychain before it.
            const isHit = (fault: KeychainFault) => name.startsWith('key ') && faults.delete(fault)
            if (isHit('refuses the value')) throw refused()
            if (isHit('loses the value')) return
            await keychain.write(name, isHit('garbles the value') ? Secret.fromText('garbled') : secret)
          }),
        read: (name) => asked('refuses a read', () => keychain.read(name)),
        remove: (name) => asked('refuses a removal', () => keychain.remove(name)),
      },
      network: {
        readCertificates: (path) => network.readCertificates(path),
        async exchange(request) {
          if (isKilled()) throw nobody()
          const signal = AbortSignal.any([death.signal, ...(request.signal ? [request.signal] : [])])
          return network.exchange({ ...request, signal })
        },
        async openHttp2(request) {
          if (isKilled()) throw nobody()
          const session = await network.openHttp2(request)
          sessions.add(session)
          session.once('close', () => sessions.delete(session))
          return session
        },
      },
      push: (name, payload) => {
        if (!isKilled()) alive.push(name, payload)
      },
    },
  }
}
