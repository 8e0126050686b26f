/** The command palette (Ctrl+K): searches all commands, views and keys. One combobox with one listbox; the focus stays in the field. */
import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { closeDialog, findKeys as searchKeys, openDialog, showKey, showView } from '../../app/page-actions.ts'
import { accountAtHand, keysAtHand } from '../../commands/at-hand.ts'
import { isMac } from '../../app/platform.ts'
import { commandMessages } from '../../commands/commands-messages.ts'
import { commandsOfAccount } from '../../commands/commands-of-account.ts'
import { commandsForRows } from '../../commands/commands-of-rows.ts'
import { hasSecret } from '../../commands/key-commands.ts'
import { shortcutText } from '../../commands/shortcuts.ts'
import { windowCommands } from '../../commands/window-commands.ts'
import { Icon } from '../../parts/icon.tsx'
import { meantKey } from '../../parts/key-press.ts'
import { useOpenDialog } from '../../parts/use-open-dialog.ts'
import { useVault } from '../../vault/store.ts'
import { copyKey } from '../../vault/vault-commands.ts'
import { commonMessages, keyNames } from '../../messages/common-messages.ts'
import { paletteMessages } from './command-palette-messages.ts'
import { findKeys } from '../../list/find-keys.ts'
import { PaletteOption } from './palette-option.tsx'
import { paletteSections, wordsOfItem, type PaletteItem, type PaletteSection } from './palette-sections.ts'

/** The commands for the keys that were focused or selected when the palette opened. */
function atHand() {
  const rows = keysAtHand()
  const title = rows.length > 1 ? commandMessages.menuOfMany(rows.length) : (rows[0]?.name ?? '')
  return { title, commands: commandsForRows(rows) }
}

function ofAccount() {
  const account = accountAtHand()
  return { title: account?.name ?? '', commands: account === undefined ? [] : commandsOfAccount(account) }
}

function useSections(text: string): readonly PaletteSection[] {
  const [keyCommands] = useState(atHand)
  const [accountCommands] = useState(ofAccount)
  const [appCommands] = useState(windowCommands)
  const searches = useVault((state) => state.settings.savedSearches)
  const accounts = useVault((state) => state.accounts)
  const revision = useVault((state) => state.indexRevision)
  return useMemo(
    () =>
      paletteSections({
        text,
        keyCommands,
        accountCommands,
        windowCommands: appCommands,
        searches,
        accounts: [...accounts.values()].map(({ id, name }) => ({ id, name })),
        findKeys: (sought) => findKeys(useVault.getState(), sought),
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- the index changes in place; its revision says so
    [text, keyCommands, accountCommands, appCommands, searches, accounts, revision],
  )
}

/** Closes the palette before it runs the item, so that a dialog which the command opens replaces the palette and gets the focus. */
function run(item: PaletteItem): void {
  closeDialog()
  switch (item.kind) {
    case 'command':
      item.command.run()
      return
    case 'account':
      showView({ kind: 'account', account: item.account.id })
      return
    case 'search':
      searchKeys(item.search.query, item.search.sort)
      return
    case 'key':
      showKey(item.row.id)
      return
    case 'add':
      openDialog({ kind: 'add-key', name: item.name })
      return
  }
}

/** Copies the key's secret without opening the key. Bound to Ctrl+Enter. */
function copy(item: PaletteItem | undefined): void {
  if (item?.kind !== 'key' || !hasSecret(item.row)) return
  closeDialog()
  void copyKey(item.row)
}

/** The key that the press means. `undefined` with Shift or Alt, since those presses belong to the text field. */
const bareKey = ({ nativeEvent, shiftKey, altKey }: KeyboardEvent): string | undefined =>
  shiftKey || altKey ? undefined : meantKey(nativeEvent)

function withMainKey(key: string, item: PaletteItem | undefined): (() => void) | undefined {
  if (key === 'k') return closeDialog
  return key === 'Enter' ? () => copy(item) : undefined
}

const plainKey = (key: string, item: PaletteItem | undefined): (() => void) | undefined =>
  key === 'Enter' && item !== undefined ? () => run(item) : undefined

type Step = (index: number, count: number) => number

/** The next chosen index by key. The arrow keys wrap around at both ends; Page Up and Page Down stop there. */
const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  PageDown: (index, count) => Math.min(index + 8, count - 1),
  PageUp: (index) => Math.max(index - 8, 0),
}

export function CommandPalette() {
  useOpenDialog(() => {
    closeDialog()
    return true
  })
  return (
    <ModalOverlay
      className="dialog-scrim palette-scrim"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) closeDialog()
      }}
    >
      <Modal className="dialog command-palette">
        <Dialog className="dialog-inside" aria-label={paletteMessages.title}>
          <Search />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Search() {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const sections = useSections(text)
  const items = sections.flatMap((section) => section.items)
  const index = Math.min(chosen, items.length - 1)
  const item = items[index]
  const listId = useId()
  const itemId = (place: number) => `${listId}-${place}`

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const key = bareKey(event)
    if (key === undefined) return
    const run = event.ctrlKey || event.metaKey ? withMainKey(key, item) : plainKey(key, item)
    const step = event.ctrlKey || event.metaKey ? undefined : STEPS[key]
    if (run === undefined && step === undefined) return
    event.preventDefault()
    run?.()
    if (step !== undefined) setChosen(step(index, items.length))
  }

  return (
    <>
      <div className="palette-field" role="search">
        <Icon of="search" className="faint" />
        <input
          className="palette-input"
          role="combobox"
          aria-label={paletteMessages.field}
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-activedescendant={item && itemId(index)}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={200}
          autoFocus
          placeholder={paletteMessages.field}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setChosen(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {/* A mouse press in the list must not take the focus from the field. */}
      <div
        id={listId}
        role="listbox"
        aria-label={paletteMessages.results}
        className="palette-list"
        onPointerDown={(event) => event.preventDefault()}
      >
        <Sections sections={sections} chosen={index} itemId={itemId} onChoose={setChosen} />
      </div>
      <Foot item={item} count={items.length} />
    </>
  )
}

interface SectionsProps {
  readonly sections: readonly PaletteSection[]
  readonly chosen: number
  readonly itemId: (place: number) => string
  readonly onChoose: (place: number) => void
}

function Sections({ sections, chosen, itemId, onChoose }: SectionsProps) {
  const starts = sections.map((_, index) =>
    sections.slice(0, index).reduce((sum, { items }) => sum + items.length, 0),
  )
  return sections.map(({ title, items }, section) => (
    <div key={section} role="group" aria-label={title}>
      <p className="palette-section small soft cut" dir="auto" aria-hidden="true">
        {title}
      </p>
      {items.map((item, offset) => {
        const place = (starts[section] ?? 0) + offset
        return (
          <PaletteOption
            key={place}
            id={itemId(place)}
            item={item}
            isChosen={place === chosen}
            onChoose={() => onChoose(place)}
            onRun={() => run(item)}
          />
        )
      })}
    </div>
  ))
}

function Foot({ item, count }: { readonly item: PaletteItem | undefined; readonly count: number }) {
  return (
    <footer className="palette-foot">
      <span className="unseen" role="status">
        {paletteMessages.count(count)}
      </span>
      {item !== undefined && (
        <span className="palette-enter cut small" dir="auto">
          <kbd>↵</kbd> {item.kind === 'key' ? paletteMessages.open(item.row.name) : wordsOfItem(item)}
        </span>
      )}
      <span className="palette-hints small soft">
        {item?.kind === 'key' && hasSecret(item.row) && (
          <span>
            {paletteMessages.copy} <kbd>{shortcutText('CommandOrControl+↵', isMac)}</kbd>
          </span>
        )}
        <span>
          {commonMessages.close} <kbd>{keyNames.escape}</kbd>
        </span>
      </span>
    </footer>
  )
}
