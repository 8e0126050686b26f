/** What the main page shows when somebody clicks a notification. Pure. */
import type { PageAct } from '../../shared/desktop/page-acts.ts'
import type { NotificationAbout } from '../core/ports/notifications.ts'

/** An account's next step stands among the decisions. */
export const pageActFor = (about: NotificationAbout): PageAct =>
  about.kind === 'key' ? { act: 'show-key', key: about.key } : { act: 'attention' }
