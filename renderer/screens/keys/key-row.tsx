/**
 * One row of the list. Rendered again only when its key, its place, its tick or the clock has changed. The list handles clicks on the parts
 * of a row: a `data-…` attribute names each part. Each part also has a key press or an entry in the panel.
 */
import { memo, type CSSProperties, type ReactNode } from 'react'
import {
  agoWords,
  expiresWords,
  expiryOf,
  expirySourceWords,
  keyState,
  timeLeft,
} from '../../../shared/expiry/expiry.ts'
import { expiryTone, isInactive } from '../../../shared/expiry/key-groups.ts'
import { intendedLifetime } from '../../../shared/expiry/lifetime.ts'
import type { ListColumn } from '../../../shared/model/list-settings.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { isMac } from '../../app/platform.ts'
import { hasSecret } from '../../commands/key-commands.ts'
import { commandShortcut } from '../../commands/shortcuts.ts'
import type { ShownColumn } from '../../list/columns.ts'
import { momentText, shortDayText, utcText } from '../../messages/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { ProviderTile, type TileFacts } from '../../parts/provider-tile.tsx'
import { secretSigns, StateBadge } from '../../parts/state-badge.tsx'
import { COPY_HINT, keyRowMessages, MENU_HINT, MORE_TAGS, NO_USE_KNOWN } from './list-messages.ts'

interface Props extends Omit<TileFacts, 'title'> {
  readonly row: KeyRow
  readonly columns: readonly ShownColumn[]
  readonly account: string
  /** Place among the rows and heads of the list, from 0. */
  readonly item: number
  /** Pixels from the list's top. */
  readonly top: number
  /** The old key of an overlap, shown below the key that replaces it. */
  readonly isNested: boolean
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly now: number
  readonly leadMs: number
}

export const rowId = (id: KeyId) => `key-${id}`

/** The `aria-rowindex` of the first row. The list's head is row 1. */
export const FIRST_ROW = 2

export const KeyLine = memo(function KeyLine(props: Props) {
  const { row, columns, item, top, isNested, isActive, isSelected } = props
  return (
    <div
      role="row"
      id={rowId(row.id)}
      data-key={row.id}
      aria-rowindex={item + FIRST_ROW}
      aria-selected={isSelected}
      className={`key-row ${isActive ? 'active' : ''} ${isInactive(row) ? 'inactive' : ''} ${isNested ? 'nested' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" className="cell-tick" data-tick title={keyRowMessages.select}>
        <Tick isOn={isSelected} />
      </span>
      <span role="gridcell" className="cell-star">
        <Star isOn={row.favourite} />
      </span>
      {columns.map(({ column }) => CELLS[column](props))}
    </div>
  )
})

const CELLS: Record<ListColumn, (props: Props) => ReactNode> = {
  name: ({ row, provider, name, colour, emoji }) => (
    <span key="name" role="gridcell" className="cell-name">
      <ProviderTile provider={provider} name={name} colour={colour} emoji={emoji} />
      <span className="cut name" dir="auto" title={row.name}>
        {row.name}
      </span>
      {row.handle !== undefined && (
        <span className="handle-place">
          <code className="cut handle">{row.handle}</code>
        </span>
      )}
      <SecretMark row={row} />
      {row.tags.length > 0 && <Tags tags={row.tags} />}
      <Actions canCopy={hasSecret(row)} />
    </span>
  ),
  variable: ({ row: { environment } }) => (
    <span key="variable" role="gridcell" className="cell-variable cut soft" title={environment}>
      {environment !== '' && <code>{environment}</code>}
    </span>
  ),
  account: ({ account }) => (
    <span key="account" role="gridcell" className="cell-account cut soft" dir="auto" title={account}>
      {account}
    </span>
  ),
  state: ({ row, now, leadMs }) => (
    <span key="state" role="gridcell" className="cell-state">
      <StateBadge state={keyState(row, now, leadMs)} row={row} now={now} />
    </span>
  ),
  expires: ({ row, now }) => (
    <span
      key="expires"
      role="gridcell"
      className={`cell-expires ${expiryTone(row, now)}`}
      title={expiryTitle(row)}
    >
      <ExpiryDate row={row} now={now} />
    </span>
  ),
  used: ({ row, now }) => (
    <span key="used" role="gridcell" className="cell-used cut soft" title={usedTitle(row)}>
      {row.lastUsedAt === undefined ? '–' : agoWords(row.lastUsedAt, now)}
    </span>
  ),
}

/** The date, the time left as text, and a bar of the part of the key's lifetime that is left. */
function ExpiryDate({ row, now }: { readonly row: KeyRow; readonly now: number }) {
  const at = row.goneSince === undefined ? expiryOf(row) : undefined
  if (at === undefined) return <span className="cut">{expiresWords(row, now)}</span>
  const whole = intendedLifetime(row.validFrom ?? row.createdAt, at)
  const left = Math.min(1, Math.max(0, (timeLeft(row, now) ?? 0) / whole))
  return (
    <>
      <span className="expiry-words">
        <span className="cut expiry-left">{expiresWords(row, now)}</span>
        <span className="cut expiry-day faint">{shortDayText(at, now)}</span>
      </span>
      <span className="expiry-bar" style={{ '--left': `${Math.round(left * 100)}%` } as CSSProperties} />
    </>
  )
}

const MOST_TAGS = 2

/** Renders both the tags and their number. The styles show only the number where the tags do not fit. */
function Tags({ tags }: { readonly tags: readonly string[] }) {
  const more = tags.length - MOST_TAGS
  return (
    <span className="row-tags" title={tags.join(', ')}>
      <span className="row-tags-all">
        {tags.slice(0, MOST_TAGS).map((tag) => (
          <span key={tag} className="chip cut" dir="auto">
            {tag}
          </span>
        ))}
        {more > 0 && <span className="chip">{MORE_TAGS(more)}</span>}
      </span>
      <span className="row-tags-count" aria-hidden="true">
        <span className="chip">{MORE_TAGS(tags.length)}</span>
      </span>
    </span>
  )
}

const COPY_TITLE = `${COPY_HINT} (${commandShortcut('copy', isMac)})`

const MENU_TITLE = `${MENU_HINT} (${commandShortcut('menu', isMac)})`

/**
 * Shown at the end of the name while the mouse is over the row. Tags and handle make room, so nothing is covered. From the keyboard, Ctrl+C copies
 * and Shift+F10 opens the menu. The panel has the same buttons.
 */
function Actions({ canCopy }: { readonly canCopy: boolean }) {
  return (
    <span className="row-actions" aria-hidden="true">
      {canCopy && (
        <span data-copy className="row-action" title={COPY_TITLE}>
          <Icon of="copy" />
        </span>
      )}
      <span data-menu className="row-action" title={MENU_TITLE}>
        <Icon of="more" />
      </span>
    </span>
  )
}

function expiryTitle(row: KeyRow): string {
  const at = expiryOf(row)
  return at === undefined
    ? expirySourceWords(row)
    : `${momentText(at)} (${utcText(at)}). ${expirySourceWords(row)}`
}

function usedTitle({ lastUsedAt }: KeyRow): string {
  return lastUsedAt === undefined ? NO_USE_KNOWN : utcText(lastUsedAt)
}

/** Visual only, because the row's `aria-selected` has the same information. The list handles clicks on the checkbox. */
function Tick({ isOn }: { readonly isOn: boolean }) {
  return (
    <span className={`tick-box ${isOn ? 'on' : ''}`} aria-hidden="true">
      {isOn && <Icon of="check" />}
    </span>
  )
}

/** The list handles clicks on the star. Space does the same from the keyboard. */
function Star({ isOn }: { readonly isOn: boolean }) {
  return (
    <span
      className={`star ${isOn ? 'on' : ''}`}
      data-star
      title={isOn ? keyRowMessages.favourite : keyRowMessages.addToFavourites}
    >
      <Icon of="favourite" className={isOn ? 'filled' : ''} />
      {isOn && <span className="unseen">{keyRowMessages.favourite}</span>}
    </span>
  )
}

/** Keys that a provider lists usually have no stored secret, so `missing` has no mark. */
function SecretMark({ row: { secret } }: { readonly row: KeyRow }) {
  if (secret === 'missing') return null
  const { word, icon, tone } = secretSigns[secret]
  return (
    <span className="secret-mark" title={keyRowMessages.secretHint(word)}>
      <Icon of={icon} className={secret === 'held' ? 'faint' : tone} />
      <span className="unseen">{keyRowMessages.secret(word)}</span>
    </span>
  )
}
