/** The system's notifications, reduced to the calls that the core makes. */
import type { AccountId, KeyId } from '../../../shared/model/model.ts'

/** The view that a click on a notification opens. */
export type NotificationAbout =
  | { readonly kind: 'key'; readonly key: KeyId }
  | { readonly kind: 'account'; readonly account: AccountId }
  | { readonly kind: 'attention' }
  /** The form that saves a key of this shape from the clipboard. */
  | { readonly kind: 'copied-key'; readonly shape: string }
  /** The approval card that waits. */
  | { readonly kind: 'approval' }

/** SECURITY: shown on the lock screen of some systems and kept in their lists: no secret, and names only where the user allows them. */
export interface Notification {
  readonly title: string
  readonly body: string
  readonly urgency: 'normal' | 'critical'
  readonly about: NotificationAbout
  /** The keys that the notification's button snoozes until tomorrow. Empty: no button. */
  readonly snoozes: readonly KeyId[]
}

export interface NotificationPort {
  /** Whether this system has a service that shows notifications. Shows nothing. */
  check(): Promise<'ready' | 'unsupported'>
  /**
   * `shown`: the system accepted the notification. Whether a person saw it is unknown: "do not disturb" accepts notifications, too. `failed`: the
   * system refused it (from a program that is not signed on macOS, say). Never rejects.
   */
  show(notification: Notification): Promise<'shown' | 'failed' | 'unsupported'>
  /** Removes all notifications that may still be visible or are about to be shown. Never throws. */
  withdraw(): void
  /** Runs at each click on a notification of this program; a new handler replaces the previous one. */
  onClick(handler: (about: NotificationAbout) => void): void
  /** Runs when the snooze button was pressed; a new handler replaces the previous one. */
  onSnooze(handler: (keys: readonly KeyId[]) => void): void
  /**
   * Runs when the notification service has appeared or disappeared: {@link check} may give another result. A new handler replaces the previous
   * one.
   */
  onChange(handler: () => void): void
}
