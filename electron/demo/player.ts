/** The request and the response of a provider that is played in memory. */

export interface PlayedRequest {
  readonly method: string
  /** The segments of the path, decoded, without empty ones. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly authorization: string
  /** The body, parsed. An empty object if there is no body. */
  readonly json: Readonly<Record<string, unknown>>
}

export interface PlayedAnswer {
  readonly status: number
  /** Missing: no body. */
  readonly json?: unknown
}

export interface DemoPlayer {
  /** The host whose requests this player answers. */
  readonly host: string
  answer(request: PlayedRequest): PlayedAnswer
}
