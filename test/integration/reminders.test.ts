import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../shared/expiry/expiry.ts'
import type { KeyId } from '../../shared/model/model.ts'
import { fakeClock } from '../fakes/clock.ts'
import { createCanaries } from './canaries.ts'
import { newFolder } from './program.ts'
import { createStage } from './stage.ts'

/* Reminders in the whole program: which are sent when, and the effect of the user, of sleep and of a wrong clock. */

const stage = createStage()
const START = Date.UTC(2026, 10, 25, 15, 30)
const SECRET = 'canary-secret-value'

const turns = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

async function started(folder = newFolder(), clock = fakeClock(START)) {
  const program = await stage.start(folder, { clock })
  await turns()
  const { notifications } = program.world
  return {
    ...program,
    clock,
    folder,
    notifications,
    titles: () => notifications.shown.map(({ title }) => title),
    add: async (name: string, at: number): Promise<KeyId> => {
      const { key } = await program.ask('key:add', {
        secret: { from: 'typed', text: SECRET },
        fields: { name, typedExpiry: at },
      })
      return key
    },
    /** Lets time pass in steps, so that each notification is handled before the next step. */
    pass: async (ms: number, stepMs = HOUR_MS) => {
      for (let left = ms; left > 0; left -= stepMs) {
        clock.pass(Math.min(left, stepMs))
        await turns()
      }
    },
  }
}

describe('a snooze', () => {
  it('keeps a reminder silent until its time, then sends it again', async () => {
    const { add, ask, pass, titles, keyNamed } = await started()
    const key = await add('grafana-prod', START + 2.9 * DAY_MS)
    await pass(HOUR_MS)
    expect(titles()).toEqual(['grafana-prod expires in 2 days'])
    await ask('reminder:snooze', { keys: [key], until: START + 12 * HOUR_MS })
    expect((await keyNamed('grafana-prod')).snoozedUntil).toBe(START + 12 * HOUR_MS)
    await pass(11 * HOUR_MS - 1)
    expect(titles()).toHaveLength(1)
    await pass(1)
    expect(titles()).toEqual(['grafana-prod expires in 2 days', 'grafana-prod expires in 2 days'])
  })

  it('of several keys is of all or of none', async () => {
    const { add, call, keyNamed } = await started()
    const key = await add('grafana-prod', START + 2 * DAY_MS)
    const until = START + DAY_MS
    expect(await call('reminder:snooze', { keys: [key, 'nobody' as KeyId], until })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    })
    expect(await call('reminder:snooze', { keys: [key], until: START })).toMatchObject({
      ok: false,
      error: { kind: 'invalid', field: 'until', why: 'in-the-past' },
    })
    expect((await keyNamed('grafana-prod')).snoozedUntil).toBeUndefined()
    expect(await call('reminder:snooze', { keys: [key], until })).toMatchObject({ ok: true })
    expect(await call('reminder:unsnooze', { keys: [key] })).toMatchObject({ ok: true })
    expect((await keyNamed('grafana-prod')).snoozedUntil).toBeUndefined()
  })
})

it('a sleep is caught up with by the newest stage alone, and a restart tells it no second time', async () => {
  const { add, pass, clock, woke, titles, close, folder } = await started()
  await add('grafana-prod', START + 40.5 * DAY_MS)
  await pass(HOUR_MS)
  clock.jump(38 * DAY_MS)
  woke()
  await turns()
  expect(titles()).toEqual(['grafana-prod expires in 2 days'])
  await close()
  const again = await started(folder, clock)
  await again.pass(HOUR_MS)
  expect(again.titles()).toEqual([])
})

it('many at once are one notification, whose button puts all of them off', async () => {
  const { add, pass, titles, notifications, snapshot, clock } = await started()
  for (let n = 0; n < 12; n += 1) await add(`key ${n}`, START + 6.5 * DAY_MS)
  await pass(HOUR_MS)
  expect(titles()).toEqual(['12 keys expire within 7 days'])
  notifications.snooze()
  await turns()
  const until = clock.now() + DAY_MS
  expect((await snapshot()).keys.map(({ snoozedUntil }) => snoozedUntil)).toEqual(Array(12).fill(until))
})

it.each(['Pacific/Kiritimati', 'America/Los_Angeles'])(
  'reminds to the millisecond of a date that ends at 00:00 UTC: %s',
  async (zone) => {
    const before = process.env.TZ
    process.env.TZ = zone
    try {
      const { add, pass, titles, ask } = await started()
      await ask('settings:change', { reminderDays: [7, 0] })
      const end = Date.UTC(2026, 11, 4)
      await add('gitlab', end)
      await pass(end - 7 * DAY_MS - START - 1)
      expect(titles()).toEqual([])
      await pass(1)
      expect(titles()).toEqual(['gitlab expires in 7 days'])
      await pass(7 * DAY_MS - 1, 6 * HOUR_MS)
      expect(titles()).toHaveLength(1)
      await pass(1)
      expect(titles().slice(1)).toEqual(['gitlab has expired'])
    } finally {
      process.env.TZ = before
    }
  },
)

it('a clock that is wrong for a moment raises no alarm, and nothing is missed by it', async () => {
  const { add, pass, clock, titles } = await started()
  await add('grafana-prod', START + 31 * DAY_MS)
  await pass(HOUR_MS)
  clock.jump(400 * DAY_MS)
  await pass(5 * 60_000, 60_000)
  clock.jump(-400 * DAY_MS)
  await pass(DAY_MS)
  expect(titles()).toEqual(['grafana-prod expires in 30 days'])
})

it('a key has lead times and a rule of its own, and goes back to the settings', async () => {
  const { add, pass, ask, titles, keyNamed } = await started()
  const key = await add('grafana-prod', START + 10.5 * DAY_MS)
  await ask('key:edit', { key, fields: { reminderDays: [], rotateEveryDays: 1 } })
  await pass(DAY_MS)
  expect(titles()).toEqual(['grafana-prod is due for rotation'])
  await ask('key:edit', { key, fields: { reminderDays: 'default', rotateEveryDays: 'default' } })
  expect((await keyNamed('grafana-prod')).reminderDays).toBeUndefined()
  await pass(HOUR_MS)
  expect(titles().slice(1)).toEqual(['grafana-prod expires in 9 days'])
})

it('no notification holds a secret, or a name while the app is locked or the user wants none seen', async () => {
  const { add, pass, ask, notifications } = await started()
  const canaries = createCanaries()
  canaries.plant('secret', SECRET)
  await add('telling-name', START + 20 * DAY_MS)
  await pass(HOUR_MS)
  expect(notifications.shown).toHaveLength(1)
  await ask('settings:change', { trayNames: false })
  await pass(7 * DAY_MS, 6 * HOUR_MS)
  await ask('settings:change', { trayNames: true })
  await ask('lock:set', { passphrase: 'four words of mine' })
  await ask('lock:now')
  await pass(8 * DAY_MS, 6 * HOUR_MS)
  const [, ...nameless] = notifications.shown
  expect(nameless).toHaveLength(2)
  expect(JSON.stringify(nameless.map(({ title, body }) => [title, body]))).not.toContain('telling-name')
  expect(nameless.at(-1)?.snoozes).toEqual([])
  expect(canaries.foundIn(JSON.stringify(notifications.shown))).toEqual([])
})
