/** One fact in a list of facts of the settings. */
import type { ReactNode } from 'react'

export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="wrap">{children}</dd>
    </>
  )
}
