/** The commands that concern the window, not a key: when each applies, and its action. */
import { commandFacts, type CommandId } from '../../shared/desktop/commands.ts'
import type { Density } from '../../shared/model/list-settings.ts'
import { closeDetail, openDialog, showScreen, showView, uncoverList } from '../app/page-actions.ts'
import { focusPane } from '../app/panes.ts'
import { canGoBack, goBack } from '../app/places.ts'
import { isMac } from '../app/platform.ts'
import type { IconName } from '../parts/icons.ts'
import { focusList } from '../screens/keys/list-focus.ts'
import { foldGroups, resetColumns, savedColumns, setGrouped } from '../screens/keys/list-settings.ts'
import { keySearchFocus } from '../screens/keys/search-focus.ts'
import { searchesMessages } from '../screens/searches/searches-messages.ts'
import { whyNotSaved } from '../screens/searches/why-not-saved.ts'
import { settingsSearchFocus } from '../screens/settings/search-focus.ts'
import { useVault } from '../vault/store.ts'
import { toast } from '../vault/toasts.ts'
import { canUndo, undoLast } from '../vault/undo.ts'
import { changeSettings, lockNow, openDemo, sync } from '../vault/vault-commands.ts'
import type { View } from '../list/views.ts'
import { keysAtHand } from './at-hand.ts'
import type { Command } from './command.ts'
import { openKeyMenuByKeyboard } from './key-menu-state.ts'
import { commandShortcut } from './shortcuts.ts'

interface Definition {
  readonly icon: IconName
  /** Missing: the command always applies. */
  readonly applies?: () => boolean
  /** The command mainly moves the focus. The palette leaves it out, because the palette has the focus itself. */
  readonly isMove?: true
  readonly run: () => void
}

export type WindowCommandId = keyof typeof DEFINITIONS

const { getState: get } = useVault

const view = (kind: Exclude<View['kind'], 'account'>, icon: IconName): Definition => ({
  icon,
  run: () => showView({ kind }),
})

const screen = (name: 'keys' | 'timeline' | 'history' | 'settings', icon: IconName): Definition => ({
  icon,
  run: () => showScreen(name),
})

const density = (of: Density): Definition => ({
  icon: 'view',
  applies: () => get().screen === 'keys' && get().settings.density !== of,
  run: () => void changeSettings({ density: of }),
})

/** Whether the list shows a folded (or unfolded) group. */
const hasGroup = (folded: boolean): boolean =>
  get().screen === 'keys' && get().list.groups.some((group) => group.folded === folded)

/** Opens the dialog that asks for a name, or shows why this search cannot be saved. */
function saveTyped(): void {
  const why = whyNotSaved(get())
  if (why === undefined) openDialog({ kind: 'save-search' })
  else toast({ tone: 'warn', text: searchesMessages.notSaved, detail: why })
}

const DEFINITIONS = {
  'search-settings': {
    icon: 'search',
    applies: () => get().screen === 'settings',
    // If the palette runs this, it first gives the focus back.
    run: () => settingsSearchFocus.focusLater(),
  },
  search: {
    icon: 'search',
    run() {
      showScreen('keys')
      uncoverList()
      // The search field may have been covered and can take the focus only after it is drawn.
      keySearchFocus.focusLater()
    },
  },
  commands: { icon: 'more', isMove: true, run: () => openDialog({ kind: 'commands' }) },
  keys: screen('keys', 'all'),
  timeline: screen('timeline', 'timeline'),
  history: screen('history', 'history'),
  settings: screen('settings', 'settings'),
  'view-all': view('all', 'all'),
  'view-expiring': view('expiring', 'expiring'),
  'view-attention': view('attention', 'attention'),
  'view-overlapping': view('overlapping', 'overlap'),
  'view-favourites': view('favourites', 'favourite'),
  'view-by-hand': { ...view('by-hand', 'edit'), applies: () => get().counts.byHand > 0 },
  review: {
    icon: 'attention',
    run: () => openDialog({ kind: 'attention' }),
  },
  queue: {
    icon: 'replace',
    applies: () => get().queue !== undefined,
    run: () => openDialog({ kind: 'queue' }),
  },
  back: { icon: 'back', applies: canGoBack, run: goBack },
  'next-pane': { icon: 'forward', isMove: true, run: () => focusPane(1) },
  'previous-pane': { icon: 'back', isMove: true, run: () => focusPane(-1) },
  'close-panel': {
    icon: 'close',
    isMove: true,
    applies: () => get().detail !== undefined,
    run() {
      closeDetail()
      focusList()
    },
  },
  'add-key': { icon: 'add', run: () => openDialog({ kind: 'add-key' }) },
  'connect-account': { icon: 'connect', run: () => openDialog({ kind: 'connect-account' }) },
  'describe-provider': { icon: 'add', run: () => openDialog({ kind: 'describe-provider' }) },
  'described-providers': {
    icon: 'edit',
    applies: () => [...get().providers.values()].some(({ described }) => described !== undefined),
    run: () => openDialog({ kind: 'described-providers' }),
  },
  'import-keys': {
    icon: 'import',
    applies: () => get().demo !== 'inside', // a demo vault opens no files
    run: () => openDialog({ kind: 'import-keys' }),
  },
  sync: { icon: 'sync', run: () => void sync() },
  'save-search': {
    icon: 'saved',
    applies: () => get().screen === 'keys' && get().queryText.trim() !== '',
    run: saveTyped,
  },
  'back-up': { icon: 'safe', run: () => openDialog({ kind: 'back-up' }) },
  'check-backup': { icon: 'verify', run: () => openDialog({ kind: 'check-backup' }) },
  restore: { icon: 'rollBack', run: () => openDialog({ kind: 'restore' }) },
  lock: { icon: 'locked', run: () => void lockNow() },
  'export-all': {
    icon: 'export',
    applies: () => get().keyIndex.size() > 0,
    run: () => openDialog({ kind: 'export-secrets', keys: [...get().keyIndex.rows()].map(({ id }) => id) }),
  },
  undo: { icon: 'rollBack', applies: canUndo, run: undoLast },
  shortcuts: { icon: 'info', run: () => openDialog({ kind: 'shortcuts' }) },
  demo: { icon: 'external', applies: () => get().demo === 'offered', run: () => void openDemo() },
  about: { icon: 'key', run: () => openDialog({ kind: 'about' }) },
  'density-compact': density('compact'),
  'density-default': density('default'),
  'density-comfortable': density('comfortable'),
  'group-keys': {
    icon: 'view',
    applies: () => get().screen === 'keys' && get().sort.by !== 'urgency',
    run: () => setGrouped(true),
  },
  'fold-groups': { icon: 'forward', applies: () => hasGroup(false), run: () => foldGroups(true) },
  'unfold-groups': { icon: 'down', applies: () => hasGroup(true), run: () => foldGroups(false) },
  columns: {
    icon: 'view',
    applies: () => get().screen === 'keys',
    run: () => openDialog({ kind: 'columns' }),
  },
  'reset-columns': {
    icon: 'rollBack',
    applies: () => get().screen === 'keys' && savedColumns() !== undefined,
    run: resetColumns,
  },
  menu: {
    icon: 'more',
    isMove: true,
    applies: () => keysAtHand().length > 0,
    run: () =>
      openKeyMenuByKeyboard(
        keysAtHand().map(({ id }) => id),
        get().active,
      ),
  },
} as const satisfies Partial<Record<CommandId, Definition>>

const definitionOf = (id: WindowCommandId): Definition => DEFINITIONS[id]

export const isWindowCommand = (id: CommandId): id is WindowCommandId => Object.hasOwn(DEFINITIONS, id)

export const windowCommandApplies = (id: WindowCommandId): boolean => definitionOf(id).applies?.() ?? true

export function windowCommand(id: WindowCommandId): Command {
  const { icon, run } = definitionOf(id)
  return { id, words: commandFacts(id).words, icon, shortcut: commandShortcut(id, isMac), run }
}

/** The commands that apply now, without those that only move the focus, in the order of the list. */
export const windowCommands = (): readonly Command[] =>
  (Object.keys(DEFINITIONS) as WindowCommandId[])
    .filter((id) => definitionOf(id).isMove !== true && windowCommandApplies(id))
    .map(windowCommand)
