import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import { A, LOCKED, REFUSED, setUp } from './queue-set-up.ts'
import { settle } from '../vault-set-up.ts'

describe('a queue that pauses by itself', () => {
  const stopped = async (ready = setUp()) => {
    ready.answers.set(A, { outcome: 'unsaved', error: LOCKED })
    ready.start()
    await settle()
    return ready.notifications.shown
  }

  it('says so once, at which key and how many wait, and leads to what needs attention', async () => {
    const ready = setUp()
    expect(await stopped(ready)).toEqual([
      {
        title: 'Replacing keys has paused at name of key-a',
        body: 'The last key didn’t complete. 2 keys wait until you resume.',
        urgency: 'normal',
        about: { kind: 'attention' },
        snoozes: [],
      },
    ])
    ready.clock.pass(60_000)
    await settle()
    expect(ready.notifications.shown).toHaveLength(1)
  })

  it('says no name where the app is locked or the settings want none, and nothing where they want no notifications', async () => {
    const nameless = 'Replacing keys has paused'
    const locked = setUp()
    locked.lock.isLocked = true
    expect(await stopped(locked)).toMatchObject([{ title: nameless }])
    const discreet = setUp()
    discreet.database.truth.settings.write({ ...defaultSettings, trayNames: false })
    expect(await stopped(discreet)).toMatchObject([{ title: nameless }])
    const silent = setUp()
    silent.database.truth.settings.write({ ...defaultSettings, systemNotifications: false })
    expect(await stopped(silent)).toEqual([])
  })

  it('is no notification where the user has paused it, or one key is refused for itself', async () => {
    const refused = setUp()
    refused.answers.set(A, { outcome: 'rejected', error: REFUSED })
    refused.start()
    await settle()
    expect(refused.notifications.shown).toEqual([])
    const paused = setUp()
    const go = paused.hold()
    paused.answers.set(A, { outcome: 'unsaved', error: LOCKED })
    paused.start()
    await settle()
    paused.queue.pause()
    go()
    await settle()
    expect([paused.queue.current()?.pausedBy, paused.notifications.shown]).toEqual(['user', []])
  })
})
