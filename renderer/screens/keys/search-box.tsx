/**
 * The search field with its suggestions. A combobox of our own, because every key press must be fast. Arrow Down moves into the suggestions, or into
 * the list if there are none. Enter accepts the chosen suggestion, or opens the first key found. Escape closes the suggestions, then clears the
 * search, then leaves the field.
 */
import { meantKey } from '../../parts/key-press.ts'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { unreadable } from '../../../shared/search/query.ts'
import { suggest, take, type Suggestion } from '../../../shared/search/query-suggest.ts'
import { savedAs } from '../../../shared/model/saved-searches.ts'
import { closeDetail, openDetail, openDialog, setQuery } from '../../app/page-actions.ts'
import { IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { isMac } from '../../app/platform.ts'
import { commandShortcut } from '../../commands/shortcuts.ts'
import { useVault } from '../../vault/store.ts'
import { focusList } from './list-focus.ts'
import { knownWords } from './known-messages.ts'
import { searchesMessages } from '../searches/searches-messages.ts'
import { whyNotSaved } from '../searches/why-not-saved.ts'
import { SearchMarks } from './search-marks.tsx'
import { keySearchFocus } from './search-focus.ts'
import { searchBoxMessages } from './toolbar-messages.ts'

interface Offer {
  readonly suggestions: readonly Suggestion[]
  /** The index of the chosen suggestion. -1: none is chosen, and Enter keeps its usual effect. */
  readonly chosen: number
}

const NO_OFFER: Offer = { suggestions: [], chosen: -1 }

export function SearchBox() {
  const text = useVault((state) => state.queryText)
  const isUnreadable = useVault((state) => unreadable(state.list.problems).length > 0)
  const [offer, setOffer] = useState(NO_OFFER)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const isOpen = offer.suggestions.length > 0
  const itemId = (index: number) => `${listId}-${index}`

  const offerFor = (field: HTMLInputElement) => {
    const caret = field.selectionStart === field.selectionEnd ? field.selectionStart : undefined
    const suggestions = caret ? suggest(field.value, caret, knownWords()) : []
    setOffer({ suggestions, chosen: -1 })
  }

  const accept = (suggestion: Suggestion) => {
    const field = input.current
    if (field === null) return
    const taken = take(field.value, suggestion)
    setQuery(taken.text)
    // Without this, React would set the value when it renders, and the caret would jump to the end.
    field.value = taken.text
    field.setSelectionRange(taken.caret, taken.caret)
    field.focus()
    offerFor(field)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const run = ACTIONS[meantKey(event.nativeEvent) ?? '']
    if (run === undefined) return
    if (run({ offer, setOffer, accept, text })) event.preventDefault()
  }

  return (
    <div className="search" role="search">
      <Icon of="search" className="faint" />
      <input
        ref={(element) => {
          input.current = element
          keySearchFocus.place(element)
        }}
        type="search"
        className="search-input"
        role="combobox"
        aria-label={searchBoxMessages.label}
        aria-keyshortcuts={isMac ? 'Meta+F' : 'Control+F'}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && offer.chosen >= 0 ? itemId(offer.chosen) : undefined}
        aria-invalid={isUnreadable || undefined}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={1_000}
        placeholder={searchBoxMessages.placeholder}
        value={text}
        onChange={(event) => {
          setQuery(event.target.value)
          offerFor(event.target)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOffer(NO_OFFER)}
      />
      <SearchMarks field={input} />
      <SaveButton />
      {text === '' && <kbd aria-hidden="true">{commandShortcut('search', isMac)}</kbd>}
      <ul
        id={listId}
        role="listbox"
        aria-label={searchBoxMessages.suggestions}
        className="suggestions"
        hidden={!isOpen}
      >
        {offer.suggestions.map((suggestion, index) => (
          <li
            key={suggestion.text}
            id={itemId(index)}
            role="option"
            aria-selected={index === offer.chosen}
            className="menu-item mono"
            onPointerDown={(event) => {
              event.preventDefault()
              accept(suggestion)
            }}
          >
            {suggestion.text}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Shown while the typed search can be saved. Its icon is filled if the search is already saved. */
function SaveButton() {
  const canBeSaved = useVault((state) => whyNotSaved(state) === undefined)
  const name = useVault(({ settings, queryText }) => savedAs(settings.savedSearches, queryText)?.name)
  if (!canBeSaved) return null
  return (
    <IconButton
      label={name === undefined ? searchesMessages.save : searchesMessages.savedAs(name)}
      icon="saved"
      size="small"
      filled={name !== undefined}
      shortcut={commandShortcut('save-search', isMac)}
      onPress={() => openDialog({ kind: 'save-search' })}
    />
  )
}

/** Opens the key whose row is highlighted: the first key found. Without a search, only focuses the list. */
function openFirst(): boolean {
  const { queryText, active } = useVault.getState()
  if (queryText !== '' && active !== undefined) openDetail(active)
  return focusList()
}

interface Hand {
  readonly offer: Offer
  readonly setOffer: (offer: Offer) => void
  readonly accept: (suggestion: Suggestion) => void
  readonly text: string
}

/** Each handler returns whether it has handled the press. */
const ACTIONS: Readonly<Record<string, (hand: Hand) => boolean>> = {
  ArrowDown({ offer, setOffer }) {
    if (offer.suggestions.length === 0) return focusList()
    setOffer({ ...offer, chosen: Math.min(offer.chosen + 1, offer.suggestions.length - 1) })
    return true
  },
  ArrowUp({ offer, setOffer }) {
    setOffer({ ...offer, chosen: Math.max(offer.chosen - 1, -1) })
    return offer.suggestions.length > 0
  },
  Enter({ offer, accept }) {
    const chosen = offer.suggestions[offer.chosen]
    if (chosen === undefined) return openFirst()
    accept(chosen)
    return true
  },
  Tab({ offer, accept }) {
    const chosen = offer.suggestions[offer.chosen]
    if (chosen !== undefined) accept(chosen)
    return chosen !== undefined
  },
  Escape({ offer, setOffer, text }) {
    if (offer.suggestions.length > 0) setOffer(NO_OFFER)
    else if (text !== '') setQuery('')
    else {
      closeDetail()
      focusList()
    }
    return true
  },
}
