/** An HTTP/2 session on a socket that is already open. One socket is one session, and the session never opens another socket. */
import { connect, type ClientHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'

const ignore = () => undefined

/** Speaks HTTP/2 on `socket` to `origin`. The streams report errors; the session's own errors are ignored. */
export function openHttp2(origin: string, socket: Socket): ClientHttp2Session {
  const session = connect(origin, { createConnection: () => socket, settings: { enablePush: false } })
  // An unhandled error event would end the program, and an error may occur at any time.
  session.on('error', ignore)
  return session
}
