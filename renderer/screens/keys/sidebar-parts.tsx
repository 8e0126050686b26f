/** The shared parts of the sidebar's sections: the head that folds a section, and the number of keys after a name. */
import { Button as PressArea } from 'react-aria-components'
import { Icon } from '../../parts/icon.tsx'
import { toggleFolded } from './list-settings.ts'
import { keysAfter } from './sidebar-messages.ts'

interface HeadProps {
  readonly section: 'searches' | 'accounts'
  readonly title: string
  readonly isFolded: boolean
  /** The element id of the list that the head folds. */
  readonly listId: string
}

export function SectionHead({ section, title, isFolded, listId }: HeadProps) {
  return (
    <h2 className="section-title">
      <PressArea
        className="section-fold"
        aria-expanded={!isFolded}
        aria-controls={listId}
        onPress={() => toggleFolded(section)}
      >
        <Icon of={isFolded ? 'forward' : 'down'} />
        {title}
      </PressArea>
    </h2>
  )
}

export function CountText({ count }: { readonly count: number }) {
  return (
    <span className="count">
      <span className="unseen">, </span>
      {count.toLocaleString()}
      <span className="unseen">{keysAfter(count)}</span>
    </span>
  )
}
