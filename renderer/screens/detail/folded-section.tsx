/**
 * A section of the panel that is needed only now and then, so it starts folded.
 * States: folded (initial) | opened because it has news | opened or folded by the user, which lasts until another key is shown.
 */
import { useId, useState, type ReactNode } from 'react'
import { Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { FoldButton } from '../../parts/fold-button.tsx'

interface Props {
  readonly title: string
  /** The section has news and opens by itself. The user's own choice on the head has priority. */
  readonly isTelling?: boolean
  /** Shown beside the head while the section is open. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function FoldedSection({ title, isTelling = false, aside, children }: Props) {
  const id = useId()
  const [choice, setChoice] = useState<boolean>()
  // The section stays open when it has no more news, so that a button pressed in it keeps the focus.
  if (isTelling && choice === undefined) setChoice(true)
  const isOpen = choice === true
  return (
    <section className="detail-section" aria-labelledby={id}>
      <Disclosure className="folded" isExpanded={isOpen} onExpandedChange={setChoice}>
        <div className="detail-section-head">
          <Heading level={3} id={id} className="section-title">
            <FoldButton>{title}</FoldButton>
          </Heading>
          {isOpen && aside}
        </div>
        <DisclosurePanel className="folded-body">{children}</DisclosurePanel>
      </Disclosure>
    </section>
  )
}
