/** Records the system's notifications; can be set to refuse them. */
import type { KeyId } from '../../shared/model/model.ts'
import type {
  Notification,
  NotificationAbout,
  NotificationPort,
} from '../../electron/core/ports/notifications.ts'

export interface FakeNotifications extends NotificationPort {
  /** The shown notifications, in order. */
  readonly shown: Notification[]
  /** The notifications that the program has not withdrawn. */
  readonly standing: Notification[]
  /** The system's result from now on. */
  says: 'shown' | 'failed' | 'unsupported'
  /** Called with each notification that the program sends, before the system reports a result. */
  asked: (notification: Notification) => void
  click(about: NotificationAbout): void
  /** Presses the button of the last notification. */
  snooze(): void
  /** The notification service has started or ended: from now on the system reports this result. */
  becomes(says: FakeNotifications['says']): void
}

export function fakeNotifications(): FakeNotifications {
  let clicked: (about: NotificationAbout) => void = () => undefined
  let snoozed: (keys: readonly KeyId[]) => void = () => undefined
  let changed: () => void = () => undefined
  const fake: FakeNotifications = {
    shown: [],
    standing: [],
    says: 'shown',
    asked: () => undefined,
    check: async () => (fake.says === 'unsupported' ? 'unsupported' : 'ready'),
    async show(notification) {
      fake.asked(notification)
      if (fake.says === 'shown') {
        fake.shown.push(notification)
        fake.standing.push(notification)
      }
      return fake.says
    },
    withdraw: () => void fake.standing.splice(0),
    onClick: (handler) => void (clicked = handler),
    onSnooze: (handler) => void (snoozed = handler),
    onChange: (handler) => void (changed = handler),
    click: (about) => clicked(about),
    snooze: () => snoozed(fake.shown.at(-1)?.snoozes ?? []),
    becomes(says) {
      fake.says = says
      changed()
    },
  }
  return fake
}
