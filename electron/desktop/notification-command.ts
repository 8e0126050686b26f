/** Chooses the view that a click on a notification opens. Pure. */
import type { PageCommand } from '../../shared/desktop/page-commands.ts'
import type { NotificationAbout } from '../core/ports/notifications.ts'

/** An account's next step stands among the decisions. */
export const pageCommandFor = (about: Exclude<NotificationAbout, { kind: 'approval' }>): PageCommand =>
  about.kind === 'key' ? { kind: 'show-key', key: about.key } : { kind: 'attention' }
