/** Every fault of the one request that issues a secret, and the required result. */
import type { FaultKind } from '../emulators/faults.ts'

export interface Trouble {
  readonly name: string
  /** The provider's fault. `undefined`: nothing listens at its address. `old`: the previous secret of the key. */
  readonly fault: (old: string) => FaultKind | undefined
  /** The answer never comes; the deadline ends the wait. */
  readonly waits?: boolean
  /** Whether the provider has acted. */
  readonly acts: boolean
  readonly outcome: 'stored' | 'rejected' | 'unknown'
  /** Whether a part of a response arrived that is not understood, and so is sealed. */
  readonly sealed: boolean
  readonly only?: 'regenerate'
}

type Facts = Omit<Trouble, 'name' | 'fault'>

const LOST: Facts = { acts: true, outcome: 'unknown', sealed: false }
const SEALED: Facts = { acts: true, outcome: 'unknown', sealed: true }
const NOTHING_DONE: Facts = { acts: false, outcome: 'unknown', sealed: false }
const NOTHING_SAID: Facts = { ...NOTHING_DONE, sealed: true }
const REFUSED: Facts = { acts: false, outcome: 'rejected', sealed: false }

const trouble = (name: string, fault: FaultKind | undefined, facts: Facts): Trouble => ({
  name,
  fault: () => fault,
  ...facts,
})

/** In the provider's own error format, these statuses mean that nothing has changed. */
const REFUSALS = [400, 401, 403, 404, 409, 415, 422, 429]
const NO_PROMISE = [408, 410, 421, 425, 500, 502, 503, 504]
const REDIRECTS = [301, 302, 303, 304, 307, 308]

export const TROUBLES: readonly Trouble[] = [
  trouble('nobody listens', undefined, REFUSED),
  trouble('cut before acting', { kind: 'cut-before' }, NOTHING_DONE),
  trouble('cut after acting', { kind: 'cut-after' }, LOST),
  trouble('cut midway', { kind: 'cut-midway' }, SEALED),
  trouble('reset', { kind: 'reset' }, LOST),
  trouble('held, then deadline', { kind: 'hold' }, { ...LOST, waits: true }),
  trouble('hangs, then deadline', { kind: 'hang' }, { ...NOTHING_DONE, waits: true }),
  trouble('oversized', { kind: 'oversized', bytes: 1_100_000 }, SEALED),
  trouble('malformed', { kind: 'malformed' }, SEALED),
  trouble('empty', { kind: 'empty' }, SEALED),
  trouble('wrong types', { kind: 'wrong-types' }, SEALED),
  trouble('masked', { kind: 'masked' }, SEALED),
  trouble('a page of a proxy, 200', { kind: 'html' }, NOTHING_SAID),
  trouble(
    'wrong content type',
    { kind: 'wrong-content-type' },
    { acts: true, outcome: 'stored', sealed: false },
  ),
  {
    name: 'the old secret again',
    fault: (old) => ({ kind: 'rewrite', change: (json) => ({ ...(json as object), uuid: old, key: old }) }),
    ...SEALED,
    only: 'regenerate',
  },
  ...REFUSALS.flatMap((status) => [
    trouble(`${status}`, { kind: 'status', status }, REFUSED),
    trouble(`${status} of a stranger`, { kind: 'status', status, body: 'html' }, NOTHING_SAID),
  ]),
  trouble('401 cut short', { kind: 'status', status: 401, body: 'truncated' }, NOTHING_SAID),
  trouble('404 in another form', { kind: 'status', status: 404, body: 'json' }, NOTHING_SAID),
  ...NO_PROMISE.map((status) => trouble(`${status}`, { kind: 'status', status }, NOTHING_SAID)),
  ...REDIRECTS.map((status) =>
    trouble(
      `${status} elsewhere`,
      { kind: 'status', status, location: 'https://example.net/' },
      NOTHING_SAID,
    ),
  ),
]
