/** The system's notifications, as far as the core asks for them. */
import type { AccountId, KeyId } from '../../../shared/model/model.ts'

/** What a click on a notification shows. */
export type NotificationAbout =
  | { readonly kind: 'key'; readonly key: KeyId }
  | { readonly kind: 'account'; readonly account: AccountId }
  | { readonly kind: 'attention' }

/** SECURITY: shown on the lock screen of some systems and kept in their lists: no secret, and names only where the user allows them. */
export interface Notification {
  readonly title: string
  readonly body: string
  readonly urgency: 'normal' | 'critical'
  readonly about: NotificationAbout
  /** The keys that a button on it puts off until tomorrow. None: no button. */
  readonly snoozes: readonly KeyId[]
}

export interface NotificationPort {
  /** Whether there is anything on this system that would show one. Shows nothing. */
  check(): Promise<'ready' | 'unsupported'>
  /**
   * `shown`: the system took it. Whether a person saw it, nobody can say: "do not disturb" takes them, too. `failed`: it refused (a
   * program that is not signed on macOS, say). Never rejects.
   */
  show(notification: Notification): Promise<'shown' | 'failed' | 'unsupported'>
  /** Takes back all that may still be seen, and those that are on their way. Never throws. */
  withdraw(): void
  /** Runs at each click on a notification of this program; the last handler given is the one. */
  onClick(handler: (about: NotificationAbout) => void): void
  /** Runs when the button that puts off was pressed; the last handler given is the one. */
  onSnooze(handler: (keys: readonly KeyId[]) => void): void
  /** Runs when what shows notifications has come or is gone: {@link check} may say something else. The last handler given is the one. */
  onChange(handler: () => void): void
}
