/**
 * The network of a demo vault: players answer requests in memory. No request leaves the process.
 *
 * States of a request: its host has a player (answered); its host has none (offline, nothing was sent); cancelled before it began; its response
 * is lost on purpose (the player has made the change, and the connection breaks off).
 */
import { Failure } from '../../shared/contract/errors.ts'
import { WireFailure, type NetworkPort, type WireAnswer, type WireRequest } from '../core/ports/network.ts'
import type { DemoPlayer, PlayedAnswer, PlayedRequest } from './player.ts'

export interface DemoNetwork extends NetworkPort {
  /** Loses the response to the next request that changes something. The player makes the change. */
  loseNextAnswer(): void
}

/** SECURITY: imports nothing that can send. test/unit/architecture/layers.test.ts checks that for this whole room. */
export function createDemoNetwork(players: readonly DemoPlayer[]): DemoNetwork {
  const byHost = new Map(players.map((player) => [player.host, player]))
  let isLost = false

  return {
    async exchange(request) {
      await Promise.resolve() // a real network never answers in the same turn
      if (request.signal?.aborted === true) throw new WireFailure('cancelled', false)
      const player = request.url.protocol === 'https:' ? byHost.get(request.url.host) : undefined
      if (player === undefined) throw new WireFailure('offline', false)
      const answer = player.answer(played(request))
      if (!isLost || request.method === 'GET') return onWire(answer, request.keepsAll === true)
      isLost = false
      throw new WireFailure('cut-off', true)
    },
    openHttp2: () => Promise.reject(new WireFailure('offline', false)),
    readCertificates: () =>
      Promise.reject(new Failure({ kind: 'invalid', field: 'certificates', why: 'unreadable-file' })),
    loseNextAnswer: () => void (isLost = true),
  }
}

function played({ url, method, headers, body }: WireRequest): PlayedRequest {
  const json: unknown = body === undefined ? {} : JSON.parse(new TextDecoder().decode(body))
  return {
    method,
    path: url.pathname
      .split('/')
      .filter((piece) => piece !== '')
      .map(decodeURIComponent),
    query: url.searchParams,
    authorization: headers.authorization ?? '',
    json: json as PlayedRequest['json'],
  }
}

function onWire({ status, json }: PlayedAnswer, keepsAll: boolean): WireAnswer {
  const body = json === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(json))
  const headers = json === undefined ? {} : { 'content-type': 'application/json' }
  if (!keepsAll) return { status, headers, body }
  const head = [`HTTP/1.1 ${String(status)} Demo`, ...Object.entries(headers).map((pair) => pair.join(': '))]
  return { status, headers, body, raw: Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]) }
}
