import { expect, it } from 'vitest'
import type { Handlers } from '../../../electron/ipc/gate.ts'
import { ANSWERED_WHILE_LOCKED, behindLock } from '../../../electron/ipc/locked.ts'
import { calls, type CallName } from '../../../shared/contract/contract.ts'

const NAMES = Object.keys(calls) as CallName[]

function door() {
  const reached: CallName[] = []
  const waiting: ((value: unknown) => void)[] = []
  let locked = false
  let endedLate = 0
  const all = NAMES.map((name) => [
    name,
    () => {
      reached.push(name)
      return new Promise((resolve) => waiting.push(resolve))
    },
  ])
  const handlers = behindLock(Object.fromEntries(all) as Handlers, {
    isLocked: () => locked,
    endedLate: () => void (endedLate += 1),
  }) as Record<CallName, (input?: unknown) => Promise<unknown>>
  return {
    handlers,
    reached,
    endedLate: () => endedLate,
    lock: (is: boolean) => void (locked = is),
    answer: (value: unknown) => waiting.shift()?.(value),
  }
}

const refused = { error: { kind: 'locked' } }

it.each(NAMES.filter((name) => !ANSWERED_WHILE_LOCKED.has(name)))(
  '%s reaches nothing while locked',
  async (name) => {
    const { handlers, reached, lock } = door()
    lock(true)
    await expect(handlers[name]()).rejects.toMatchObject(refused)
    expect(reached).toEqual([])
  },
)

it('answers nothing while locked but a snapshot and what is about the lock itself, and which window is shown', () => {
  expect(
    NAMES.filter((name) => ANSWERED_WHILE_LOCKED.has(name)).filter((name) => !name.startsWith('lock:')),
  ).toEqual(['app:snapshot', 'palette:show', 'palette:hide', 'palette:open-view'])
  for (const name of ['lock:set', 'lock:change', 'lock:turn-off'] as const)
    expect(ANSWERED_WHILE_LOCKED.has(name)).toBe(false)
})

it('keeps in the answer of a call that began before, and lets the call go on to its end', async () => {
  const { handlers, reached, lock, answer, endedLate } = door()
  const revealing = handlers['key:reveal-secret']({ key: 'k' })
  lock(true)
  answer({ secret: 'leak', hidesAt: 0 })
  await expect(revealing).rejects.toMatchObject(refused)
  expect([reached, endedLate()]).toEqual([['key:reveal-secret'], 1])
})

it('keeps in why a call failed, too', async () => {
  const { handlers, lock, answer } = door()
  const regenerating = handlers['key:regenerate']({ key: 'k' })
  lock(true)
  answer(Promise.reject(new Error('a name')))
  await expect(regenerating).rejects.toMatchObject(refused)
})

it('hands answers through while it is open', async () => {
  const { handlers, answer, endedLate } = door()
  const asked = handlers['key:copy']({ key: 'k' })
  answer({ clearsAt: 5 })
  await expect(asked).resolves.toEqual({ clearsAt: 5 })
  expect(endedLate()).toBe(0)
})
