/** The real network, with calls that a test can end at once with a timeout or send to a closed port. Reads are not affected. */
import { WireFailure, type NetworkPort } from '../../electron/core/ports/network.ts'

export interface FrailNetwork {
  readonly through: (network: NetworkPort) => NetworkPort
  /** Ends the running call that changes something, as its deadline would. A minute is too long for a test. */
  expire(): void
  /** Sends the next call that changes something to a closed port. */
  closeDoor(): void
}

/** A port on which no test machine listens. */
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
