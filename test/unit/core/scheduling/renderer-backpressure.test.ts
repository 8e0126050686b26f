import { expect, it } from 'vitest'
import type { Change } from '../../../../shared/contract/snapshot.ts'
import { createRendererBackpressure } from '../../../../electron/core/scheduling/renderer-backpressure.ts'
import { fakeClock } from '../../../fakes/clock.ts'

function setUp() {
  const clock = fakeClock()
  const pushed: string[] = []
  const backpressure = createRendererBackpressure({ clock, push: (name) => void pushed.push(name) })
  const change = (revision: number) => backpressure.push('app:changed', { revision } as Change)
  /** Whether a batch may begin now. */
  async function ask(): Promise<() => Promise<boolean>> {
    let isReady = false
    void backpressure.ready().then(() => (isReady = true))
    const check = async () => {
      await Promise.resolve()
      await Promise.resolve()
      return isReady
    }
    await check()
    return check
  }
  return { clock, backpressure, pushed, change, ask }
}

it('waits until the page is no more than one change behind', async () => {
  const { backpressure, change, ask, pushed } = setUp()
  backpressure.acknowledge(1)
  change(2)
  const first = await ask()
  expect(await first()).toBe(true)
  change(3)
  const second = await ask()
  expect(await second()).toBe(false)
  backpressure.acknowledge(2)
  expect(await second()).toBe(true)
  expect(pushed).toEqual(['app:changed', 'app:changed'])
})

it('does not wait where no page has drawn anything', async () => {
  const { change, ask } = setUp()
  for (const revision of [1, 2, 3]) change(revision)
  const ready = await ask()
  expect(await ready()).toBe(true)
})

it('gives a page that draws no more up after a moment, and follows it again when it draws', async () => {
  const { clock, backpressure, change, ask } = setUp()
  backpressure.acknowledge(0)
  for (const revision of [1, 2]) change(revision)
  const first = await ask()
  clock.pass(99)
  expect(await first()).toBe(false)
  clock.pass(1)
  expect(await first()).toBe(true)
  change(3)
  const second = await ask()
  expect(await second()).toBe(true)
  backpressure.acknowledge(3)
  for (const revision of [4, 5]) change(revision)
  const third = await ask()
  expect(await third()).toBe(false)
  expect(clock.waiting).toBe(1)
  backpressure.acknowledge(5)
  expect(await third()).toBe(true)
  expect(clock.waiting).toBe(0)
})

it('does not wait for a page that knows a vault of before, whose changes had higher numbers', async () => {
  const { backpressure, change, ask } = setUp()
  backpressure.acknowledge(90)
  change(1)
  const ready = await ask()
  expect(await ready()).toBe(true)
})
