/** What a provider that is played in memory is given and gives back. */

export interface PlayedRequest {
  readonly method: string
  /** The pieces of the path, decoded, without empty ones. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly authorization: string
  /** The body; an empty object where there is none. */
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
