import { expect, it } from 'vitest'
import { createTrayFeed } from '../../../electron/desktop/tray-feed.ts'
import { DAY_MS, HOUR_MS } from '../../../shared/expiry.ts'
import type { TrayMenu } from '../../../shared/tray-menu.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { openVault } from '../renderer/fake-main.ts'
import { keyRow } from '../shared/key-samples.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

function feed() {
  const clock = fakeClock()
  const keys = [
    keyRow({ favourite: true, expires: { source: 'provider', at: clock.now() + 100 * DAY_MS + HOUR_MS } }),
  ]
  const said: TrayMenu[] = []
  let asked = 0
  const made = createTrayFeed({
    snapshot() {
      asked += 1
      return openVault({ keys, now: clock.now() })
    },
    names: () => true,
    clock,
    tell: (menu) => said.push(menu),
    failed(error) {
      throw error
    },
  })
  const pass = async (ms: number) => {
    clock.pass(ms)
    await turn()
  }
  return { feed: made, clock, said, pass, asked: () => asked }
}

it('says it once for many changes', async () => {
  const { feed: made, said, pass } = feed()
  for (let count = 0; count < 100; count += 1) made.send('event', 'app:changed', {})
  made.send('event', 'sync:progress', {})
  await pass(1_000)
  expect(said).toHaveLength(1)
})

it('says it at once when the vault is locked or opened', async () => {
  const { feed: made, said, pass } = feed()
  made.send('event', 'app:changed', {})
  made.send('event', 'app:reset', undefined)
  await pass(0)
  expect(said).toHaveLength(1)
  await pass(1_000)
  expect(said).toHaveLength(1)
})

it('says it again when time alone has changed the words, and is silent otherwise', async () => {
  const { feed: made, clock, said, pass } = feed()
  made.refresh()
  await pass(1_000)
  expect(clock.waiting).toBe(1)
  await pass(DAY_MS)
  await pass(1_000)
  expect(said).toHaveLength(2)
})

it('asks nothing any more once it has stopped', async () => {
  const { feed: made, clock, pass, asked } = feed()
  made.refresh()
  await pass(1_000)
  made.stop()
  made.refresh()
  await pass(30 * DAY_MS)
  expect([asked(), clock.waiting]).toEqual([1, 0])
})
