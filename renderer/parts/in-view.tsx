/** Scrolls its children into view when they appear. For content at the end of a form that may be longer than its dialog. */
import type { ReactNode } from 'react'

const scrollTo = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

export function InView({ children }: { readonly children: ReactNode }) {
  return <div ref={scrollTo}>{children}</div>
}
