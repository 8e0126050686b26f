/** The system's notifications as a record; it can be told to refuse. */
import type { KeyId } from '../../shared/model/model.ts'
import type {
  Notification,
  NotificationAbout,
  NotificationPort,
} from '../../electron/core/ports/notifications.ts'

export interface FakeNotifications extends NotificationPort {
  /** What was shown, in order. */
  readonly shown: Notification[]
  /** What has not been taken back since. */
  readonly standing: Notification[]
  /** What the system says from now on. */
  says: 'shown' | 'failed' | 'unsupported'
  /** Hears of each that the program wants shown, before the system says anything. */
  asked: (notification: Notification) => void
  click(about: NotificationAbout): void
  /** A press on the button of the one shown last. */
  snooze(): void
  /** What shows notifications has come or is gone: from now on the system says this. */
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
