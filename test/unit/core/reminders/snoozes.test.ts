import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { CHANGE, HOUR_MS, started } from './reminder-set-up.ts'
import { failureOf, settle } from '../vault-set-up.ts'

const K1 = 'key-1' as KeyId

describe('a snooze', () => {
  it('is silent until its time, and then tells again what is still so', async () => {
    const { putKey, reminders, snoozes, titles, pass, start } = await started()
    putKey(2)
    reminders.woke()
    await settle()
    snoozes.snooze({ keys: [K1], until: start + 3 * DAY_MS })
    reminders.apply(CHANGE)
    await pass(3 * DAY_MS - 1)
    expect(titles()).toEqual(['grafana prod expires in 2 days'])
    await pass(1)
    expect(titles().slice(1)).toEqual(['grafana prod has expired'])
    await pass(5 * DAY_MS)
    expect(titles()).toHaveLength(2)
  })

  it('that ends within a stage brings that very stage back, once', async () => {
    const { putKey, reminders, snoozes, titles, pass, start } = await started()
    putKey(2.5)
    reminders.woke()
    await settle()
    snoozes.snooze({ keys: [K1], until: start + 12 * HOUR_MS })
    reminders.apply(CHANGE)
    await pass(24 * HOUR_MS, HOUR_MS)
    expect(titles()).toEqual(['grafana prod expires in 2 days', 'grafana prod expires in 2 days'])
  })

  it('can be taken back', async () => {
    const { putKey, reminders, snoozes, titles, pass, start, store } = await started()
    putKey(2)
    snoozes.snooze({ keys: [K1], until: start + 300 * DAY_MS })
    snoozes.unsnooze({ keys: [K1] })
    expect(store.reminders.snoozes()).toEqual([])
    reminders.apply(CHANGE)
    await pass(HOUR_MS)
    expect(titles()).toHaveLength(1)
  })

  it('refuses a time that has passed, one that is too far, and a key that is not there', async () => {
    const { putKey, snoozes, store, start } = await started()
    putKey(2)
    const until = (at: number, ...others: KeyId[]) =>
      failureOf(() => snoozes.snooze({ keys: [K1, ...others], until: at }))
    expect(await until(start)).toMatchObject({ kind: 'invalid', why: 'in-the-past' })
    expect(await until(start + 400 * DAY_MS)).toMatchObject({ kind: 'invalid', why: 'too-long' })
    expect(await until(start + 1, 'nobody' as KeyId)).toMatchObject({ kind: 'not-found' })
    expect(store.reminders.snoozes()).toEqual([])
  })
})

describe('the button of a notification', () => {
  it('puts off what it tells of until this time tomorrow', async () => {
    const { putKey, reminders, notifications, pass, titles, store, start, touched } = await started()
    putKey(2.5)
    reminders.woke()
    await settle()
    notifications.snooze()
    expect(store.reminders.snoozes()).toEqual([{ key: K1, until: start + DAY_MS }])
    expect(touched).toContainEqual({ keys: [K1] })
    reminders.apply(CHANGE)
    await pass(DAY_MS - 1, HOUR_MS)
    expect(titles()).toHaveLength(1)
    await pass(1)
    expect(titles()).toEqual(['grafana prod expires in 2 days', 'grafana prod expires in 1 day'])
  })

  it('leaves out keys that are gone by then', async () => {
    const { putKey, reminders, notifications, store, failures } = await started()
    putKey(2)
    reminders.woke()
    await settle()
    store.keys.remove(K1)
    notifications.snooze()
    expect([store.reminders.snoozes(), failures]).toEqual([[], []])
  })

  it('does nothing while the app is locked, nor once the vault is closed', async () => {
    const { putKey, reminders, notifications, store, lock } = await started()
    putKey(2)
    reminders.woke()
    await settle()
    lock.isLocked = true
    notifications.snooze()
    lock.isLocked = false
    reminders.stop()
    notifications.snooze()
    expect(store.reminders.snoozes()).toEqual([])
  })
})
