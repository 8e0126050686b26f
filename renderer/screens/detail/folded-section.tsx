/**
 * A part of the panel that is looked at now and then.
 * States: folded (as it starts) | opened by having something to tell | open or folded by hand, which stays until another key is shown.
 */
import { useId, useState, type ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { Icon } from '../../parts/icon.tsx'

interface Props {
  readonly title: string
  /** It has something to tell by itself. What is pressed on its head goes before. */
  readonly isTelling?: boolean
  /** Beside the head while it is open. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function FoldedSection({ title, isTelling = false, aside, children }: Props) {
  const id = useId()
  const [choice, setChoice] = useState<boolean>()
  // It stays open when it has no more to tell: what was pressed in it keeps the keyboard.
  if (isTelling && choice === undefined) setChoice(true)
  const isOpen = choice === true
  return (
    <section className="detail-section" aria-labelledby={id}>
      <Disclosure className="folded" isExpanded={isOpen} onExpandedChange={setChoice}>
        <div className="detail-section-head">
          <Heading level={3} id={id} className="section-title">
            <Button slot="trigger" className="button quiet small folded-head">
              <Icon of="forward" />
              {title}
            </Button>
          </Heading>
          {isOpen && aside}
        </div>
        <DisclosurePanel className="folded-body">{children}</DisclosurePanel>
      </Disclosure>
    </section>
  )
}
