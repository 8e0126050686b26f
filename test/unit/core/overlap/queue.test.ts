import { describe, expect, it } from 'vitest'
import type { KeyId } from '../../../../shared/model/model.ts'
import { operationRecord } from '../../../fakes/records.ts'
import { A, B, C, LOCKED, REFUSED, setUp, type Answer } from './queue-set-up.ts'
import { failureOf, settle } from '../vault-set-up.ts'

describe('the queue of replacements', () => {
  it('replaces one after the other, with the pause between two', async () => {
    const { queue, start, asked, clock, states } = setUp()
    start()
    await settle()
    expect([asked, states()]).toEqual([[A], ['done', 'waiting', 'waiting']])
    clock.pass(9_999)
    await settle()
    expect(asked).toEqual([A])
    clock.pass(1)
    await settle()
    clock.pass(10_000)
    await settle()
    expect([asked, states(), queue.current()?.state]).toEqual([[A, B, C], ['done', 'done', 'done'], 'ended'])
  })

  it('takes a key once, however often it was named', async () => {
    const { queue, start } = setUp()
    start([A, A, B])
    expect(queue.current()?.items.map(({ key }) => key)).toEqual([A, B])
  })

  it('skips a key that cannot be replaced or was refused, and reports why', async () => {
    const { queue, start, answers, clock } = setUp()
    answers.set(A, 'throws').set(B, { outcome: 'rejected', error: REFUSED })
    start()
    for (let turn = 0; turn < 3; turn++) {
      await settle()
      clock.pass(10_000)
    }
    expect(queue.current()).toMatchObject({
      state: 'ended',
      items: [
        { state: 'failed', error: { kind: 'unsupported' } },
        { state: 'failed', error: REFUSED },
        { state: 'done' },
      ],
    })
  })

  it.each<[string, Answer]>([
    [
      'an outcome that nobody knows',
      { outcome: 'unknown', error: { kind: 'provider', why: 'timeout', outcome: 'unknown' } },
    ],
    ['a secret that is not saved', { outcome: 'unsaved', error: LOCKED }],
    [
      'a refused credential',
      { outcome: 'rejected', error: { kind: 'provider', why: 'unauthorized', outcome: 'refused' } },
    ],
    [
      'a network that is not there',
      { outcome: 'rejected', error: { kind: 'provider', why: 'offline', outcome: 'not-sent' } },
    ],
  ])('stops at %s until the user lets it go on', async (_what, answer) => {
    const { queue, start, answers, asked, clock } = setUp()
    answers.set(A, answer)
    start()
    await settle()
    clock.pass(60_000)
    await settle()
    expect([queue.current()?.state, queue.current()?.pausedBy, asked]).toEqual(['paused', 'doubt', [A]])
    expect(queue.current()?.items[0]?.operation).toBe(`operation-${A}`)
    queue.resume()
    expect(queue.current()?.pausedBy).toBeUndefined()
    await settle()
    expect(asked).toEqual([A, B])
  })

  it('pauses after the current key, and resumes once if asked twice', async () => {
    const { queue, start, hold, asked, clock } = setUp()
    const go = hold()
    start()
    await settle()
    queue.pause()
    go()
    await settle()
    clock.pass(60_000)
    await settle()
    expect([asked, queue.current()?.state, queue.current()?.pausedBy]).toEqual([[A], 'paused', 'user'])
    queue.resume()
    queue.resume()
    await settle()
    expect(asked).toEqual([A, B])
  })

  it('skips what waits when it is cancelled, and sees the one under way to its end', async () => {
    const { queue, start, hold, asked, states } = setUp()
    const go = hold()
    start()
    await settle()
    queue.cancel()
    go()
    await settle()
    expect([asked, states(), queue.current()?.state]).toEqual([[A], ['done', 'skipped', 'skipped'], 'ended'])
    queue.dismiss()
    expect(queue.current()).toBeUndefined()
  })

  it('lets no second queue begin before the first has ended, and none with a key that is gone', async () => {
    const { start } = setUp()
    start()
    expect(await failureOf(() => start([B]))).toEqual({ kind: 'busy', act: 'replace' })
    const other = setUp()
    expect(await failureOf(() => other.start(['gone' as KeyId]))).toEqual({ kind: 'not-found', what: 'key' })
    expect(other.queue.current()).toBeUndefined()
  })

  it.each([
    ['none', 'waiting'],
    ['overlapping', 'done'],
    ['retired', 'done'],
    ['unsaved', 'failed'],
    ['unknown', 'failed'],
  ] as const)(
    'after a restart waits for the user; where the journal says %s, the one under way is %s',
    async (stands, state) => {
      const { queue, start, hold, open, database, states, asked } = setUp()
      hold()
      start()
      await settle()
      queue.end()
      const overlap = { old: A, oldName: 'a', since: 0, until: 1 }
      if (stands !== 'none')
        database.truth.operations.put(operationRecord({ kind: 'replace', state: stands, overlap }))
      const next = open()
      next.settle()
      await settle()
      expect([next.current()?.state, states()?.[0], asked]).toEqual(['paused', state, [A]])
      expect(next.current()?.pausedBy).toBe('restart')
    },
  )

  it('pauses and reports when the database fails in the middle of a turn, and resumes on request', async () => {
    for (const failing of [1, 2, 3, 4]) {
      const { queue, start, database, asked, notifications, clock } = setUp()
      const pass = async (ms: number) => {
        clock.pass(ms)
        await settle()
      }
      let writes = 0
      start([A, B], 5)
      database.refuse = (call) => call === 'queue.write' && (writes += 1) >= failing
      await settle()
      for (let turns = 0; turns < 3; turns += 1) await pass(5_000)
      expect([failing, queue.current()]).toMatchObject([failing, { state: 'paused', pausedBy: 'doubt' }])
      expect(notifications.shown).toHaveLength(1)
      const before = asked.length
      await pass(60_000)
      expect(asked).toHaveLength(before)

      database.refuse = undefined
      queue.resume()
      for (let turns = 0; turns < 3; turns += 1) await pass(5_000)
      expect([failing, queue.current()?.state]).toEqual([failing, 'ended'])
      expect(new Set(asked)).toEqual(new Set([A, B]))
    }
  })

  it('begins no queue that the database does not take', async () => {
    const { queue, start, database, asked } = setUp()
    database.refuse = (call) => call === 'queue.write'
    expect(() => start([A])).toThrow()
    await settle()
    expect([queue.current(), asked]).toEqual([undefined, []])
  })
})
