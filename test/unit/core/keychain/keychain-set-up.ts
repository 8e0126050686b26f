/** The core's keychain on a fake one, and helpers that its tests share. */
import { expect } from 'vitest'
import { createKeychain } from '../../../../electron/core/keychain/keychain.ts'
import type { EntryName } from '../../../../electron/core/ports/keychain.ts'
import type { Log } from '../../../../electron/core/ports/world.ts'
import type { Secret } from '../../../../electron/core/ports/secret.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakeKeychain } from '../../../fakes/keychain.ts'

export const NAME = 'key demo-00000001 v1' as EntryName
export const OTHER = 'key demo-00000001 v2' as EntryName

export const text = (secret: Secret | undefined) => secret?.use((bytes) => bytes.toString('utf8'))
export const failure = (error: object) => expect.objectContaining({ name: 'Failure', error }) as unknown
export const trouble = (why: string) => failure({ kind: 'keychain', why, backend: 'Fake keychain' })

/** Lets all pending work finish that waits for nothing outside. */
export const settle = () => new Promise((resolve) => setImmediate(resolve))

export function setUp({ maxBytes, deadlineMs }: { maxBytes?: number; deadlineMs?: number } = {}) {
  const port = fakeKeychain(maxBytes === undefined ? {} : { maxBytes })
  const clock = fakeClock()
  const events: string[] = []
  const log: Log = {
    info: (event, facts) => events.push(`${event} ${JSON.stringify(facts ?? {})}`),
    unexpected: () => '',
  }
  const keychain = createKeychain({ port, clock, log, ...(deadlineMs !== undefined && { deadlineMs }) })
  const states: string[] = []
  const stop = keychain.onHealth(({ state }) => states.push(state))
  return { port, clock, events, keychain, states, stop }
}
