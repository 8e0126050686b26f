/** Chooses the view that a click on a notification opens. Pure. */
import type { PageCommand } from '../../shared/desktop/page-commands.ts'
import type { NotificationAbout } from '../core/ports/notifications.ts'

/** The next step of an account is on the attention page, among the decisions. */
export function pageCommandFor(about: Exclude<NotificationAbout, { kind: 'approval' }>): PageCommand {
  if (about.kind === 'key') return { kind: 'show-key', key: about.key }
  if (about.kind === 'copied-key') return { kind: 'add-copied-key', shape: about.shape }
  return { kind: 'attention' }
}
