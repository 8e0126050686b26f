/** The promise before every operation that returns a secret: the secret is stored safely before anything else happens. */
import type { ReactNode } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { beforeMessages } from './regenerate-messages.ts'

export function SafeFirst({ children }: { readonly children?: ReactNode }) {
  return (
    <li>
      <Icon of="safe" className="good" />
      <span>
        {beforeMessages.safeFirst}
        {children}
      </span>
    </li>
  )
}
