import { expect, it } from 'vitest'
import { createTrayUpdater } from '../../../electron/desktop/tray-updater.ts'
import { DAY_MS, HOUR_MS } from '../../../shared/expiry/expiry.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import type { TrayMenu } from '../../../shared/desktop/tray-menu.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { change, openVault } from '../renderer/vault/fake-main.ts'
import { keyRow } from '../shared/search/key-samples.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

function feed() {
  const clock = fakeClock()
  let keys: readonly KeyRow[] = [
    keyRow({ favourite: true, expires: { source: 'provider', at: clock.now() + 100 * DAY_MS + HOUR_MS } }),
  ]
  const said: TrayMenu[] = []
  const place = { isThere: true }
  let asked = 0
  const made = createTrayUpdater({
    isWanted: () => place.isThere,
    snapshot() {
      asked += 1
      return openVault({ keys, now: clock.now() })
    },
    names: () => true,
    clock,
    show: (menu) => said.push(menu),
    failed(error) {
      throw error
    },
  })
  const pass = async (ms: number) => {
    clock.pass(ms)
    await turn()
  }
  const hold = (rows: readonly KeyRow[]) => void (keys = rows)
  return { feed: made, clock, said, place, pass, hold, asked: () => asked }
}

it('says it once for many changes', async () => {
  const { feed: made, said, pass } = feed()
  for (let count = 0; count < 100; count += 1)
    made.send('event', 'app:changed', change({ revision: 2 + count }))
  made.send('event', 'sync:progress', {})
  await pass(1_000)
  expect(said).toHaveLength(1)
})

it('says it at once when the vault is locked or opened', async () => {
  const { feed: made, said, pass } = feed()
  made.send('event', 'app:changed', change({ revision: 2 }))
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

it('says what the vault holds after each change', async () => {
  const { feed: made, said, pass, hold } = feed()
  made.refresh()
  await pass(1_000)
  const renamed = keyRow({ name: 'renamed', favourite: true })
  hold([renamed])
  made.send('event', 'app:changed', change({ revision: 2, keys: [renamed] }))
  await pass(1_000)
  expect(JSON.stringify(said.at(-1)?.items)).toContain('renamed')
  hold([])
  made.send('event', 'app:changed', change({ revision: 3, keysGone: [renamed.id] }))
  await pass(1_000)
  expect(JSON.stringify(said.at(-1)?.items)).not.toContain('renamed')
})

it('says it again once a lock was set or turned off, which changes no row', async () => {
  const { feed: made, said, pass } = feed()
  made.send('event', 'lock:changed', undefined)
  await pass(1_000)
  expect(said).toHaveLength(1)
})

it('asks nothing while there is no icon', async () => {
  const { feed: made, said, place, pass, asked } = feed()
  place.isThere = false
  made.send('event', 'app:changed', change({ revision: 2 }))
  await pass(1_000)
  expect([asked(), said.length]).toEqual([0, 0])
  place.isThere = true
  made.refresh()
  await pass(1_000)
  expect([asked(), said.length]).toEqual([1, 1])
})
