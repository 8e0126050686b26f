/** A queue of replacements. A test decides the result of each replacement. */
import { expect, onTestFinished } from 'vitest'
import { createKeyGuards } from '../../../../electron/core/keys/key-guards.ts'
import { createReplacementQueue, createStoppedNotifier } from '../../../../electron/core/overlap/queue.ts'
import { Failure, type AppError } from '../../../../shared/contract/errors.ts'
import { OperationId, type KeyId } from '../../../../shared/model/model.ts'
import type { Outcome } from '../../../../shared/model/operation.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakeNotifications } from '../../../fakes/notifications.ts'
import { keyRecord } from '../../../fakes/records.ts'
import { fakeDatabase } from '../../../fakes/store.ts'
import { fakeWorld } from '../../../fakes/world.ts'

export const [A, B, C] = ['key-a', 'key-b', 'key-c'] as KeyId[] as [KeyId, KeyId, KeyId]
export const REFUSED: AppError = { kind: 'provider', why: 'invalid', outcome: 'refused' }
export const LOCKED: AppError = { kind: 'keychain', why: 'locked' }

export type Answer =
  'stored' | 'throws' | { readonly outcome: 'rejected' | 'unknown' | 'unsaved'; readonly error: AppError }

export function setUp() {
  const database = fakeDatabase()
  onTestFinished(() => database.close())
  for (const id of [A, B, C]) database.truth.keys.put(keyRecord({ id, name: `name of ${id}` }))
  const clock = fakeClock()
  const { world } = fakeWorld()
  const touched: unknown[] = []
  const asked: KeyId[] = []
  const notifications = fakeNotifications()
  const lock = { isLocked: false }
  const answers = new Map<KeyId, Answer>()
  let gate = Promise.resolve()

  const open = () => {
    const store = database.open()
    return createReplacementQueue({
      store,
      guards: createKeyGuards(store),
      changes: { touch: (what) => void touched.push(what) },
      clock,
      log: world.log,
      stoppedAt: createStoppedNotifier({ store, notifications, isLocked: () => lock.isLocked }),
      rotation: {
        replacement: async (key) => ({ draft: { label: key } }),
        async replace({ key, draft, overlapHours }): Promise<Outcome> {
          expect([draft, overlapHours]).toEqual([{ label: key }, 24])
          asked.push(key)
          await gate
          const answer = answers.get(key) ?? 'stored'
          const operation = OperationId.parse(`operation-${key}`)
          if (answer === 'throws') throw new Failure({ kind: 'unsupported', act: 'replace' })
          if (answer === 'stored') return { outcome: 'stored', operation, key }
          return { ...answer, operation, key, error: { ...answer.error } }
        },
      },
    })
  }
  const queue = open()
  const states = () => database.truth.queue.read()?.items.map(({ state }) => state)
  const start = (keys: readonly KeyId[] = [A, B, C], pauseSeconds = 10) =>
    queue.start({ keys, overlapHours: 24, pauseSeconds })
  /** Holds replacements until the returned function is called. */
  const hold = () => {
    let go: () => void = () => undefined
    gate = new Promise((resolve) => (go = resolve))
    return go
  }
  return { database, clock, touched, asked, answers, notifications, lock, open, queue, states, start, hold }
}
