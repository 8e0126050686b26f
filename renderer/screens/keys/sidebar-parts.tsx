/** The shared parts of the sidebar: the head that folds a section, a row, and the number of keys after a name. */
import type { HTMLAttributes, ReactNode } from 'react'
import { Button as PressArea } from 'react-aria-components'
import type { Foldable } from '../../../shared/model/list-settings.ts'
import { showView } from '../../app/page-actions.ts'
import type { Counts, View } from '../../list/views.ts'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { currentSearch } from '../../vault/saved-searches.ts'
import { useVault } from '../../vault/store.ts'
import { toggleFolded } from './list-settings.ts'
import { keysAfter } from './sidebar-messages.ts'
import { VIEW_WORDS } from './view-title.ts'

type PlainView = Exclude<View['kind'], 'account'>

export interface ViewItem {
  readonly kind: PlainView
  readonly icon: IconName
  readonly count: (counts: Counts) => number
}

interface HeadProps {
  readonly section: Foldable
  readonly children: ReactNode
  readonly isFolded: boolean
  /** The element id of the list that the head folds. */
  readonly listId: string
  readonly level?: 'h2' | 'h3'
}

export function SectionHead({ section, isFolded, listId, level: Heading = 'h2', children }: HeadProps) {
  return (
    <Heading className="section-title">
      <PressArea
        className="section-fold"
        aria-expanded={!isFolded}
        aria-controls={listId}
        onPress={() => toggleFolded(section)}
      >
        <Icon of={isFolded ? 'forward' : 'down'} />
        {children}
      </PressArea>
    </Heading>
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

interface ItemProps {
  readonly icon: ReactNode
  readonly isHere?: boolean
  /** Shown after the text. */
  readonly mark?: ReactNode
  /** For a row with a menu: attributes of the whole row. */
  readonly row?: HTMLAttributes<HTMLLIElement>
  readonly onPress: () => void
  readonly children: string
}

export function Item({ icon, isHere = false, mark, row, onPress, children }: ItemProps) {
  return (
    <li title={children} {...row}>
      <PressArea
        className={`sidebar-item ${isHere ? 'here' : ''}`}
        onPress={onPress}
        {...(isHere && { 'aria-current': 'page' as const })}
      >
        {icon}
        <span className="cut" dir="auto">
          {children}
        </span>
        {mark}
      </PressArea>
    </li>
  )
}

export function Count({ of }: { readonly of: (counts: Counts) => number }) {
  const count = useVault(({ counts }) => of(counts))
  return <CountText count={count} />
}

export function ViewLink({ kind, icon, count }: ViewItem) {
  const isHere = useVault(
    (state) => state.screen === 'keys' && state.view.kind === kind && currentSearch(state) === undefined,
  )
  return (
    <Item
      icon={<Icon of={icon} />}
      isHere={isHere}
      mark={<Count of={count} />}
      onPress={() => showView({ kind })}
    >
      {VIEW_WORDS[kind]}
    </Item>
  )
}
