/** The promise before every operation that hands out a secret: it is safe before anything else happens. */
import type { ReactNode } from 'react'
import { Icon } from '../../parts/icon.tsx'

export function SafeFirst({ children }: { readonly children?: ReactNode }) {
  return (
    <li>
      <Icon of="safe" className="good" />
      <span>
        The new secret is backed up encrypted on disk, saved to your keychain and verified.{children}
      </span>
    </li>
  )
}
