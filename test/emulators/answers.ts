/** How an emulator answers: as its API does, or as the current fault requires. */
import type { ServerResponse } from 'node:http'
import type { FaultKind } from './faults.ts'
import type { EmulatedApi, Reply } from './server.ts'

const HTML =
  '<!doctype html><html><head><title>Sign in</title></head><body><p>Hello from a proxy.</p></body></html>'

const textOf = ({ json, text }: Reply): string => text ?? JSON.stringify(json ?? {})

/** `now`: the time in the `Date` header. */
export function createAnswers(api: EmulatedApi, now: () => number) {
  const held = new Set<() => void>()

  const send = (
    response: ServerResponse,
    { status, json, headers, text: plain }: Reply,
    text = plain,
  ): void => {
    const body = text ?? (json === undefined ? '' : JSON.stringify(json))
    response.writeHead(status, {
      date: new Date(now()).toUTCString(),
      // The client must not send the cookie back.
      'set-cookie': 'session=tasty; Path=/',
      ...(body !== '' && { 'content-type': plain === undefined ? 'application/json' : 'text/plain' }),
      ...headers,
    })
    response.end(body)
  }

  const play = (fault: FaultKind, response: ServerResponse, act: () => Reply): void => {
    const later = (go: () => void) => {
      held.add(go)
      response.once('close', () => held.delete(go))
    }
    const handlers: { readonly [K in FaultKind['kind']]: (fault: Extract<FaultKind, { kind: K }>) => void } =
      {
        delay: ({ ms }) => {
          const reply = act()
          setTimeout(() => send(response, reply), ms).unref()
        },
        hold: () => {
          const reply = act()
          later(() => send(response, reply))
        },
        hang: () => undefined,
        'cut-before': () => response.destroy(),
        'cut-after': () => {
          act()
          response.destroy()
        },
        'cut-midway': () => {
          const reply = act()
          const text = textOf(reply)
          response.writeHead(reply.status, {
            'content-type': 'application/json',
            'content-length': text.length + 1_000,
          })
          response.write(text.slice(0, text.length / 2), () => response.destroy())
        },
        'cut-late': () => {
          const reply = act()
          const text = textOf(reply)
          response.writeHead(reply.status, { 'content-length': Buffer.byteLength(text) + 1_000 })
          response.write(text, () => response.destroy())
        },
        reset: () => {
          act()
          const { socket } = response
          if (socket !== null && 'resetAndDestroy' in socket) socket.resetAndDestroy()
        },
        malformed: () => {
          const reply = act()
          const text = textOf(reply)
          send(response, reply, text.slice(0, Math.ceil(text.length / 2)))
        },
        empty: () => send(response, { status: act().status }),
        'wrong-types': () =>
          send(response, { status: act().status, json: [{ results: 'none', key: 7, uuid: {} }, 3] }),
        oversized: ({ bytes }) => {
          const reply = act()
          send(response, reply, textOf(reply).padEnd(bytes, ' '))
        },
        'wrong-content-type': () => send(response, { ...act(), headers: { 'content-type': 'text/html' } }),
        'as-status': ({ status }) => send(response, { ...act(), status }),
        encoded: ({ by: { name, encode } }) => {
          const reply = act()
          response.writeHead(reply.status, { 'content-encoding': name, 'content-type': 'application/json' })
          response.end(encode(Buffer.from(textOf(reply))))
        },
        interim: ({ statuses }) => {
          const reply = act()
          for (const status of statuses) response.socket?.write(`HTTP/1.1 ${String(status)} Wait\r\n\r\n`)
          send(response, reply)
        },
        html: () => send(response, { status: 200, headers: { 'content-type': 'text/html' } }, HTML),
        rewrite: ({ change }) => {
          const reply = act()
          const changed = change(reply.text ?? reply.json)
          send(
            response,
            typeof changed === 'string' ? { ...reply, text: changed } : { ...reply, json: changed },
          )
        },
        masked: () => send(response, api.mask(act())),
        status: ({ status, retryAfter, location, body = 'own', words = 'An error was asked for.' }) => {
          const headers = {
            ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
            ...(location === undefined ? {} : { location }),
            ...(body === 'html' ? { 'content-type': 'text/html' } : {}),
          }
          const form = api.errorForm(status, words)
          const own = typeof form === 'string' ? form : JSON.stringify(form)
          const texts = {
            own,
            html: HTML,
            empty: '',
            json: '{"msg":"Not Found"}',
            truncated: own.slice(0, -4),
          }
          send(response, { status, headers }, status === 204 || status === 304 ? '' : texts[body])
        },
      }
    const run = handlers[fault.kind] as (fault: FaultKind) => void
    run(fault)
  }

  return {
    send,
    play,
    /** Sends every held answer. */
    release: (): void => {
      for (const go of held) go()
      held.clear()
    },
  }
}
