import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import { CHANGE, HOUR_MS, setUp, started } from './reminder-set-up.ts'
import { settle } from '../vault-set-up.ts'

describe('a system that shows nothing', () => {
  it('is known at the start, and every reminder is sent once notifications show again', async () => {
    const ready = setUp()
    ready.notifications.says = 'unsupported'
    ready.putKey(2)
    const reminders = ready.begin()
    await reminders.start()
    await settle()
    expect(reminders.health().state).toBe('unsupported')
    ready.notifications.says = 'shown'
    await ready.pass(2 * HOUR_MS, HOUR_MS)
    expect(ready.titles()).toHaveLength(1)
    expect(reminders.health().state).toBe('shown')
  })

  it('is believed at once when it comes up late, and when it goes', async () => {
    const { putKey, reminders, notifications, titles } = await started()
    notifications.becomes('unsupported')
    await settle()
    expect(reminders.health().state).toBe('unsupported')
    putKey(2)
    reminders.woke()
    await settle()
    expect(titles()).toEqual([])
    notifications.becomes('shown')
    await settle()
    expect([titles().length, reminders.health().state]).toEqual([1, 'shown'])
  })

  it('is not asked again and again', async () => {
    const { putKey, reminders, notifications, pass } = await started()
    notifications.says = 'failed'
    let asked = 0
    notifications.asked = () => void (asked += 1)
    putKey(2)
    for (let n = 0; n < 20; n++) {
      reminders.apply(CHANGE)
      await pass(10_000, 10_000)
    }
    expect([asked, reminders.health().state]).toEqual([1, 'failed'])
  })

  it('says what became of a test', async () => {
    const { reminders, notifications, touched } = await started()
    notifications.says = 'failed'
    expect((await reminders.test()).state).toBe('failed')
    expect(touched).toContainEqual({ notifications: true })
  })
})

describe('who wants no notifications of the system', () => {
  it('gets none, and one of what is so when they are wanted again', async () => {
    const { store, putKey, reminders, titles, pass } = await started({ systemNotifications: false })
    putKey(20)
    reminders.apply(CHANGE)
    await pass(18 * DAY_MS)
    expect(titles()).toEqual([])
    store.settings.write({ ...store.settings.read(), systemNotifications: true })
    reminders.apply({ ...CHANGE, settings: store.settings.read() })
    await pass(HOUR_MS)
    expect(titles()).toEqual(['grafana prod expires in 1 day'])
  })

  it('is reminded of nothing at all where reminders are off', async () => {
    const { putKey, reminders, titles, pass } = await started({ reminders: false, rotateEveryDays: 1 })
    putKey(2, { createdAt: 0 })
    reminders.apply(CHANGE)
    await pass(10 * DAY_MS)
    expect(titles()).toEqual([])
  })
})
