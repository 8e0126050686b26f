/** The system's notifications as a record; it can be told to refuse. */
import type {
  Notification,
  NotificationAbout,
  NotificationPort,
} from '../../electron/core/ports/notifications.ts'

export interface FakeNotifications extends NotificationPort {
  /** What was shown, in order. */
  readonly shown: Notification[]
  /** What the system says from now on. */
  says: 'shown' | 'failed' | 'unsupported'
  /** Hears of each that the program wants shown, before the system says anything. */
  asked: (notification: Notification) => void
  click(about: NotificationAbout): void
}

export function fakeNotifications(): FakeNotifications {
  const handlers: ((about: NotificationAbout) => void)[] = []
  const fake: FakeNotifications = {
    shown: [],
    says: 'shown',
    asked: () => undefined,
    check: async () => (fake.says === 'unsupported' ? 'unsupported' : 'ready'),
    async show(notification) {
      fake.asked(notification)
      if (fake.says === 'shown') fake.shown.push(notification)
      return fake.says
    },
    onClick: (handler) => void handlers.push(handler),
    click: (about) => handlers.forEach((handler) => handler(about)),
  }
  return fake
}
