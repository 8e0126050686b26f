/** Servers on loopback that count every connection and packet that reaches them. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Listeners {
  readonly tcp: number
  readonly udp: number
  /** Connections and packets so far. */
  readonly heard: () => { readonly connections: number; readonly packets: number }
}

/** Both are closed when the test ends. */
export async function startListeners(): Promise<Listeners> {
  let connections = 0
  let packets = 0
  const server = createServer((socket) => {
    connections += 1
    socket.on('error', () => undefined).destroy()
  }).listen(0, '127.0.0.1')
  const socket = createSocket('udp4').on('message', () => void (packets += 1))
  socket.bind(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
    socket.close()
  })
  await Promise.all([once(server, 'listening'), once(socket, 'listening')])
  return {
    tcp: (server.address() as AddressInfo).port,
    udp: socket.address().port,
    heard: () => ({ connections, packets }),
  }
}
