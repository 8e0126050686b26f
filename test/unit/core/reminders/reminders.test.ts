import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { accountRecord, keyRecord } from '../../../fakes/records.ts'
import { CHANGE, HOUR_MS, started } from './reminder-set-up.ts'
import { settle } from '../vault-set-up.ts'

describe('a key that ends', () => {
  it('gets one reminder at each lead time and at its end, at that very instant', async () => {
    const { putKey, reminders, pass, titles, notifications, clock, start, failures } = await started()
    putKey(40)
    reminders.apply(CHANGE)
    const at: number[] = []
    notifications.asked = () => void at.push((start + 40 * DAY_MS - clock.now()) / DAY_MS)
    await pass(60 * DAY_MS)
    expect(at).toEqual([30, 14, 7, 3, 1, 0])
    expect(titles().at(-1)).toBe('grafana prod has expired')
    expect(failures).toEqual([])
  })

  it('gets only the newest stage after a long sleep', async () => {
    const { putKey, reminders, clock, titles } = await started()
    putKey(40)
    clock.jump(38 * DAY_MS)
    reminders.woke()
    await settle()
    expect(titles()).toEqual(['grafana prod expires in 2 days'])
  })

  it('gets no second reminder at another start', async () => {
    const { putKey, reminders, titles, begin } = await started()
    putKey(2)
    reminders.woke()
    await settle()
    reminders.stop()
    await begin().start()
    await settle()
    expect(titles()).toHaveLength(1)
  })

  it('gets new reminders when its end changes', async () => {
    const { putKey, reminders, titles } = await started()
    putKey(2)
    reminders.woke()
    await settle()
    putKey(2.5)
    reminders.woke()
    await settle()
    expect(titles()).toHaveLength(2)
  })
})

it('many at once are one notification, and each counts as sent', async () => {
  const { putKey, reminders, titles, pass } = await started()
  for (let n = 0; n < 7; n++) putKey(12, { id: `key-${String(n)}` as KeyId, name: `key ${String(n)}` })
  reminders.apply(CHANGE)
  await pass(HOUR_MS)
  expect(titles()).toEqual(['7 keys expire within 14 days'])
})

it('an account gets reminders before its credential ends', async () => {
  const { store, reminders, titles, start } = await started()
  store.accounts.put(accountRecord({ credentialExpiresAt: start + DAY_MS }))
  reminders.woke()
  await settle()
  expect(titles()).toEqual(['The credential of RIPE lab expires in 1 day'])
})

it('a secret gets a reminder when it becomes too old', async () => {
  const { store, reminders, titles, pass, start } = await started({ rotateEveryDays: 90 })
  store.keys.put(keyRecord({ createdAt: start - 89 * DAY_MS }))
  reminders.apply(CHANGE)
  await pass(DAY_MS - 1)
  expect(titles()).toEqual([])
  await pass(1)
  expect(titles()).toEqual(['grafana prod is due for rotation'])
})

it.each([
  ['while the app is locked', {}, true],
  ['where the settings say no', { trayNames: false }, false],
] as const)('says no name %s', async (_what, settings, isLocked) => {
  const { putKey, reminders, titles, lock } = await started(settings)
  lock.isLocked = isLocked
  putKey(2)
  reminders.woke()
  await settle()
  expect(titles()).toEqual(['A key expires in 2 days'])
})

it('says no name any more once the app is locked between one notification and the next', async () => {
  const { putKey, reminders, titles, lock, notifications } = await started()
  notifications.asked = () => (lock.isLocked = true)
  putKey(2)
  putKey(3, { id: 'k2' as KeyId, handle: undefined })
  reminders.woke()
  await settle()
  expect(titles()).toEqual(['grafana prod expires in 2 days', 'A key expires in 3 days'])
})

describe('a clock that was moved', () => {
  it('ahead for a moment raises no alarm', async () => {
    const { putKey, reminders, clock, titles, pass } = await started()
    putKey(300)
    clock.jump(400 * DAY_MS)
    reminders.apply(CHANGE)
    await pass(5 * 60_000)
    clock.jump(-400 * DAY_MS)
    await pass(DAY_MS)
    expect(titles()).toEqual([])
  })

  it('that was ahead for long does not prevent a reminder when its time really comes', async () => {
    const { putKey, reminders, clock, titles, pass } = await started()
    putKey(40)
    clock.jump(400 * DAY_MS)
    reminders.apply(CHANGE)
    await pass(HOUR_MS)
    expect(titles()).toEqual(['grafana prod has expired'])
    clock.jump(-400 * DAY_MS)
    await pass(60 * DAY_MS)
    expect(titles()).toHaveLength(1 + 6)
  })

  it('back for a moment makes nothing come twice', async () => {
    const { putKey, reminders, clock, titles, pass } = await started()
    putKey(2)
    reminders.woke()
    await settle()
    clock.jump(-400 * DAY_MS)
    reminders.apply(CHANGE)
    await pass(5 * 60_000)
    clock.jump(400 * DAY_MS)
    await pass(HOUR_MS)
    expect(titles()).toHaveLength(1)
  })

  it('back over a restart is doubted, too', async () => {
    const { putKey, reminders, clock, titles, pass, begin } = await started()
    putKey(2)
    reminders.woke()
    await settle()
    reminders.stop()
    clock.jump(-400 * DAY_MS)
    await begin().start()
    await pass(5 * 60_000)
    clock.jump(400 * DAY_MS)
    await pass(HOUR_MS)
    expect(titles()).toHaveLength(1)
  })
})

it('a stopped one leaves no timer and sends nothing more', async () => {
  const { putKey, reminders, clock, titles, pass } = await started()
  putKey(40)
  reminders.apply(CHANGE)
  reminders.stop()
  expect(clock.waiting).toBe(0)
  await pass(60 * DAY_MS, 10 * DAY_MS)
  expect(titles()).toEqual([])
})
