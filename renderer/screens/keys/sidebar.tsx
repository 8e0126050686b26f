/** The sidebar: links to every view of the keys, to the accounts and to the other screens. */
import { useState, type CSSProperties } from 'react'
import { showScreen } from '../../app/page-actions.ts'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { useVault } from '../../vault/store.ts'
import type { Screen } from '../../vault/vault-state.ts'
import { SavedSearches } from '../searches/saved-searches.tsx'
import { SidebarEdge } from './sidebar-edge.tsx'
import { Accounts } from './sidebar-accounts.tsx'
import { Item, ViewLink, type ViewItem } from './sidebar-parts.tsx'
import { BRAND, SCREEN_WORDS, SIDEBAR } from './sidebar-messages.ts'

const VIEWS: readonly ViewItem[] = [
  { kind: 'all', icon: 'all', count: ({ all }) => all },
  { kind: 'expiring', icon: 'expiring', count: ({ expiring }) => expiring },
  { kind: 'attention', icon: 'attention', count: ({ attention }) => attention },
  { kind: 'overlapping', icon: 'overlap', count: ({ overlapping }) => overlapping },
  { kind: 'favourites', icon: 'favourite', count: ({ favourites }) => favourites },
]

interface ScreenItem {
  readonly screen: Screen
  readonly icon: IconName
  readonly word: string
}

const SCREENS: readonly ScreenItem[] = [
  { screen: 'timeline', icon: 'timeline', word: SCREEN_WORDS.timeline },
  { screen: 'history', icon: 'history', word: SCREEN_WORDS.history },
  { screen: 'settings', icon: 'settings', word: SCREEN_WORDS.settings },
]

/** Numbers and marks, which change during a sync, read the store themselves, so that the buttons around them are not rendered again. */
export function Sidebar() {
  // For a new user, all of these views would be empty.
  const isUntouched = useVault(({ accounts, counts }) => accounts.size === 0 && counts.all === 0)
  const saved = useVault((state) => state.settings.sidebarWidth)
  const [dragged, setDragged] = useState<number>()
  return (
    <nav
      className="sidebar"
      aria-label={SIDEBAR}
      style={{ '--sidebar-width': `${dragged ?? saved}px` } as CSSProperties}
    >
      <p className="brand">
        <Icon of="key" />
        {BRAND}
      </p>
      <ul>
        {VIEWS.filter(({ kind }) => !isUntouched || kind === 'all').map((item) => (
          <ViewLink key={item.kind} {...item} />
        ))}
      </ul>
      <div className="sidebar-middle">
        <SavedSearches />
        <Accounts />
      </div>
      <ul className="sidebar-screens">
        {SCREENS.map((item) => (
          <ScreenLink key={item.screen} {...item} />
        ))}
      </ul>
      <SidebarEdge widthPx={dragged ?? saved} onDrag={setDragged} />
    </nav>
  )
}

function ScreenLink({ screen: target, icon, word }: ScreenItem) {
  const isHere = useVault(({ screen }) => screen === target)
  return (
    <Item icon={<Icon of={icon} />} isHere={isHere} onPress={() => showScreen(target)}>
      {word}
    </Item>
  )
}
