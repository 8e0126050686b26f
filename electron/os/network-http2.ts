/** An HTTP/2 session on a socket that is open already: one socket is one session, and it never opens another. */
import { connect, type ClientHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'

const ignore = () => undefined

/** Speaks HTTP/2 on `socket` to `origin`. Its streams tell what goes wrong; the session alone has nobody to tell. */
export function openHttp2(origin: string, socket: Socket): ClientHttp2Session {
  const session = connect(origin, { createConnection: () => socket, settings: { enablePush: false } })
  // An error that nobody listens to would end the program, and one may come at any time.
  session.on('error', ignore)
  return session
}
