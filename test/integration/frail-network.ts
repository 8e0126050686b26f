/** The real network, which a test lets run into a deadline at once, or into a wall. Reading calls pass untouched. */
import { WireFailure, type NetworkPort } from '../../electron/core/ports/network.ts'

export interface FrailNetwork {
  readonly through: (network: NetworkPort) => NetworkPort
  /** Ends the changing call that is under way, as its deadline would: a minute is too long for a test. */
  expire(): void
  /** The next changing call finds nobody at its address. */
  closeDoor(): void
}

/** Nobody listens there on any machine that runs tests. */
const CLOSED_PORT = '1'

export function createFrailNetwork(): FrailNetwork {
  let deadline = new AbortController()
  let isClosed = false
  return {
    expire: () => deadline.abort(),
    closeDoor: () => void (isClosed = true),
    through: (network) => ({
      ...network,
      async openHttp2(request) {
        const url = new URL(request.url)
        if (isClosed) url.port = CLOSED_PORT
        isClosed = false
        return network.openHttp2({ ...request, url })
      },
      async exchange(request) {
        if (request.method === 'GET') return network.exchange(request)
        deadline = new AbortController()
        const url = new URL(request.url)
        if (isClosed) url.port = CLOSED_PORT
        isClosed = false
        const signal = AbortSignal.any([deadline.signal, ...(request.signal ? [request.signal] : [])])
        try {
          return await network.exchange({ ...request, url, signal })
        } catch (error) {
          const isOver = deadline.signal.aborted && error instanceof WireFailure
          throw isOver ? new WireFailure('timeout', error.sent) : error
        }
      },
    }),
  }
}
