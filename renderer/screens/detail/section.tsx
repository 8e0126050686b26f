/** One section of the panel with its heading. */
import { useId, type ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, aside, children }: Props) {
  const id = useId()
  return (
    <section className="detail-section" aria-labelledby={id}>
      <header className="detail-section-head">
        <h3 id={id} className="section-title">
          {title}
        </h3>
        {aside}
      </header>
      {children}
    </section>
  )
}
