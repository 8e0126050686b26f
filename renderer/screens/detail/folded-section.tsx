/**
 * A section of the panel that is rarely needed, so it starts folded.
 *
 * States: as saved for every key (initial; folded by default) | opened because it has news, for this key only | opened or folded by the user, which
 * is saved.
 */
import { useId, useState, type ReactNode } from 'react'
import { Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { PanelSection } from '../../../shared/model/panel-sections.ts'
import { FoldButton } from '../../parts/fold-button.tsx'
import { useVault } from '../../vault/store.ts'
import { saveSectionOpen } from './panel-settings.ts'

interface Props {
  readonly section: PanelSection
  readonly title: string
  /** The section has news and opens by itself. The user's own choice on the head has priority. */
  readonly hasNews?: boolean
  /** Shown beside the head while the section is open. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function FoldedSection({ section, title, hasNews = false, aside, children }: Props) {
  const id = useId()
  const isSavedOpen = useVault(({ settings }) => settings.openPanelSections.includes(section))
  const [choice, setChoice] = useState<boolean>()
  // The section stays open when it has no more news, so that a button pressed in it keeps the focus.
  if (hasNews && choice === undefined) setChoice(true)
  const isOpen = choice ?? isSavedOpen
  const choose = (open: boolean) => {
    setChoice(open)
    saveSectionOpen(section, open)
  }
  return (
    <section className="detail-section" aria-labelledby={id}>
      <Disclosure className="folded" isExpanded={isOpen} onExpandedChange={choose}>
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
