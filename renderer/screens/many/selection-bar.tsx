/** The bar below the list while keys are selected: how many, how many of them are hidden, and the commands for all of them. */
import { meantKey } from '../../parts/key-press.ts'
import { useMemo } from 'react'
import { Group, Toolbar } from 'react-aria-components'
import { commandFacts } from '../../../shared/desktop/commands.ts'
import type { AccountId, KeyId } from '../../../shared/model/model.ts'
import { unreadable } from '../../../shared/search/query.ts'
import { commandForKeys, type KeysCommandId } from '../../commands/commands-of-keys.ts'
import { menuEntries } from '../../commands/menu-entries.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Hint } from '../../parts/hint.tsx'
import { MenuButton } from '../../parts/menu.tsx'
import { hiddenCount } from '../../list/hidden-count.ts'
import type { KeyIndex } from '../../list/key-index.ts'
import type { KeySet } from '../../list/key-set.ts'
import { inOrder } from '../../list/selection.ts'
import { clearSelection, dropHidden } from '../../app/selection-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { useVault } from '../../vault/store.ts'
import { focusList } from '../keys/list-focus.ts'
import { syncAccounts } from './bulk-commands.ts'
import {
  hiddenWords,
  selectedWords,
  selectionBarMessages,
  syncPlan,
  syncWords,
} from './selection-messages.ts'

function useWords() {
  const count = useVault((state) => state.selection.keys.size)
  const hidden = useVault(hiddenCount)
  const isSearch = useVault((state) => state.queryText.trim() !== '')
  return { count, words: selectedWords(count), hidden: hiddenWords(hidden, count, isSearch) }
}

/** Always in the document, so that screen readers announce text that appears in it. */
export function SelectionStatus() {
  const { count, words, hidden } = useWords()
  return (
    <p className="unseen" role="status">
      {count > 0 && (hidden === undefined ? words : selectionBarMessages.status(words, hidden))}
    </p>
  )
}

export function SelectionBar() {
  const { count, words, hidden } = useWords()
  if (count === 0) return null
  const leave = () => {
    clearSelection()
    focusList()
  }
  return (
    <div
      className="selection-bar"
      onKeyDown={(event) => {
        // Presses that a menu of the bar does not handle also bubble to here, although the menu is outside the bar's element.
        const isHere = event.target instanceof Node && event.currentTarget.contains(event.target)
        if (meantKey(event.nativeEvent) !== 'Escape' || !isHere) return
        event.stopPropagation()
        leave()
      }}
    >
      <Toolbar className="selection-tools" aria-label={selectionBarMessages.label}>
        <span className="selection-count">
          <strong>{words}</strong>
          <IconButton
            label={commonMessages.clearSelection}
            icon="clear"
            size="small"
            shortcut={selectionBarMessages.clearShortcut}
            onPress={leave}
          />
        </span>
        {hidden !== undefined && <Hidden words={hidden} />}
        <Actions />
      </Toolbar>
    </div>
  )
}

function Hidden({ words }: { readonly words: string }) {
  return (
    <span className="selection-hidden soft small">
      <span className="cut" title={words}>
        {words}
      </span>
      <Button
        size="small"
        onPress={() => {
          dropHidden()
          focusList() // the button that has the focus disappears
        }}
      >
        {selectionBarMessages.dropHidden}
      </Button>
    </span>
  )
}

/** Commands in the three-dot menu, so that the bar fits a narrow window. */
const MORE = [
  'snooze-keys',
  'expire-keys',
  'copy-env',
  'disable-keys',
  'delete-keys',
] as const satisfies readonly KeysCommandId[]

function Actions() {
  const selection = useVault((state) => state.selection)
  const isUnreadable = useVault((state) => unreadable(state.list.problems).length > 0)
  if (isUnreadable) return <p className="selection-actions soft small">{selectionBarMessages.unreadable}</p>
  // Read when the button is pressed: commands that work key by key follow the order of the list.
  const chosen = (): readonly KeyId[] => inOrder(selection, useVault.getState().list.entries)
  const run = (id: KeysCommandId) => () => commandForKeys(id, chosen()).run()
  const button = (id: KeysCommandId) => {
    const { words, icon } = commandForKeys(id, [])
    return (
      <Button size="small" icon={icon} onPress={run(id)}>
        {words}
      </Button>
    )
  }
  const entry = (id: KeysCommandId) => ({ id, label: commandFacts(id).words, run: run(id) })
  return (
    <Group className="selection-actions" aria-label={selectionBarMessages.actions}>
      <SyncButton />
      {button('tag-keys')}
      <MenuButton
        label={selectionBarMessages.exportLabel}
        icon="export"
        text={selectionBarMessages.export}
        size="small"
        looks="plain"
        entries={[entry('export-secrets'), entry('export-csv'), entry('export-json')]}
      />
      {button('replace-keys')}
      <MenuButton
        label={selectionBarMessages.more}
        size="small"
        looks="plain"
        entries={menuEntries(MORE.map((id) => ({ ...commandForKeys(id, []), run: run(id) })))}
      />
    </Group>
  )
}

/** The account of each key. */
function ownersOf(keys: KeySet, keyIndex: KeyIndex): readonly (AccountId | undefined)[] {
  const owners: (AccountId | undefined)[] = []
  for (let place = 0; place < keys.ids.length; place += 1)
    if (keys.ids[place] !== undefined) owners.push(keyIndex.ownerAt(place))
  return owners
}

function SyncButton() {
  const keys = useVault((state) => state.selection.keys)
  const accounts = useVault((state) => state.accounts)
  const keyIndex = useVault((state) => state.keyIndex)
  const revision = useVault((state) => state.indexRevision)
  const plan = useMemo(
    () => syncPlan(ownersOf(keys, keyIndex)),
    // oxlint-disable-next-line react/exhaustive-deps -- the index changes in place; its revision says so
    [keys, keyIndex, revision],
  )
  const { label, why } = syncWords(plan, keys.size, (id) => accounts.get(id))
  return (
    <Hint text={why}>
      <Button
        size="small"
        icon="sync"
        isDisabled={plan.accounts.length === 0}
        onPress={() => syncAccounts(plan.accounts)}
      >
        {label}
      </Button>
    </Hint>
  )
}
