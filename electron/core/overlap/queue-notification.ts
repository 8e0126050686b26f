/** Tells by a notification that the queue of replacements has paused by itself: no window need be open then. */
import type { Queue, QueueItem } from '../../../shared/model/queue.ts'
import type { Store } from '../ports/store.ts'
import type { World } from '../ports/world.ts'
import { stoppedNotification } from '../reminders/reminder-words.ts'

interface Deps {
  readonly store: Pick<Store, 'settings'>
  readonly notifications: World['notifications']
  /** A locked app says no names. */
  readonly isLocked: () => boolean
}

/** Shows one where the settings allow any. What nobody shows still stands in "Needs attention". */
export function createTellStopped({ store, notifications, isLocked }: Deps) {
  return (key: QueueItem, queue: Queue): void => {
    const { systemNotifications, trayNames } = store.settings.read()
    if (!systemNotifications) return
    void notifications.show(stoppedNotification(key, queue, trayNames && !isLocked()))
  }
}
