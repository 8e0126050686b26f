/** Warns that notifications do not arrive, and says what to do. Draws nothing if they arrive or are switched off. */
import type { ReactNode } from 'react'
import { Notice } from '../../parts/notice.tsx'
import { system } from '../../app/platform.ts'
import { useVault } from '../../vault/store.ts'
import { isUnheard, notificationMessages, notificationTrouble } from './notification-messages.ts'

export function NotificationTrouble({ actions }: { readonly actions?: ReactNode }) {
  const health = useVault((state) => state.notifications)
  const isShown = useVault((state) => isUnheard(state.settings, state.notifications))
  const trouble = notificationTrouble(health, system)
  if (!isShown || trouble === undefined) return null
  return (
    <Notice tone="warn" title={trouble.title} actions={actions}>
      {notificationMessages.trouble(trouble.detail)}
    </Notice>
  )
}
