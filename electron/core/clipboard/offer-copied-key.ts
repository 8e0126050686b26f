/** Offers to save a key that was copied in another program: in the window, and by a notification. */
import type { NotificationPort } from '../ports/notifications.ts'
import type { Store } from '../ports/store.ts'
import type { World } from '../ports/world.ts'
import { copiedKeyNotification } from './clipboard-watch-messages.ts'

interface Deps {
  readonly store: Pick<Store, 'settings'>
  readonly notifications: Pick<NotificationPort, 'show'>
  readonly push: World['push']
}

export const createOfferCopiedKey =
  ({ store, notifications, push }: Deps) =>
  ({ id, name }: { readonly id: string; readonly name: string }): void => {
    push('clipboard:offered', { shape: id })
    if (!store.settings.read().systemNotifications) return
    void notifications.show({
      ...copiedKeyNotification(name),
      urgency: 'normal',
      about: { kind: 'copied-key', shape: id },
      snoozes: [],
    })
  }
