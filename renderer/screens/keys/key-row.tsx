/** One row of the list. Drawn again only when its key, its place, its tick or the clock has moved. */
import { memo } from 'react'
import {
  expiresWords,
  expirySourceWords,
  expiryOf,
  keyState,
  agoWords,
} from '../../../shared/expiry/expiry.ts'
import { expiryTone, isInactive } from '../../../shared/expiry/key-groups.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { momentText, utcText } from '../../messages/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { ProviderTile, type TileFacts } from '../../parts/provider-tile.tsx'
import { secretSigns, StateBadge } from '../../parts/state-badge.tsx'

interface Props extends Omit<TileFacts, 'title'> {
  readonly row: KeyRow
  readonly account: string
  /** Place among the rows and heads of the list, from 0. */
  readonly item: number
  /** Pixels from the list's top. */
  readonly top: number
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly now: number
  readonly leadMs: number
}

export const rowId = (id: KeyId) => `key-${id}`

/** The list's head is row 1. */
export const FIRST_ROW = 2

export const KeyLine = memo(function KeyLine(props: Props) {
  const { row, account, item, top, isActive, isSelected, now, leadMs, provider, name, colour, emoji } = props
  const state = keyState(row, now, leadMs)
  return (
    <div
      role="row"
      id={rowId(row.id)}
      data-key={row.id}
      aria-rowindex={item + FIRST_ROW}
      aria-selected={isSelected}
      className={`key-row ${isActive ? 'active' : ''} ${isInactive(row) ? 'inactive' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" className="cell-tick" data-tick title="Select (Shift+Space)">
        <Tick isOn={isSelected} />
      </span>
      <span role="gridcell" className="cell-star">
        <Star isOn={row.favourite} />
      </span>
      <span role="gridcell" className="cell-name">
        <ProviderTile provider={provider} name={name} colour={colour} emoji={emoji} />
        <span className="cut name" dir="auto" title={row.name}>
          {row.name}
        </span>
        {row.handle !== undefined && <code className="cut handle">{row.handle}</code>}
        <SecretMark row={row} />
      </span>
      <span role="gridcell" className="cell-account cut soft" dir="auto" title={account}>
        {account}
      </span>
      <span role="gridcell" className="cell-state">
        <StateBadge state={state} row={row} now={now} />
      </span>
      <span role="gridcell" className={`cell-expires cut ${expiryTone(row, now)}`} title={expiryTitle(row)}>
        {expiresWords(row, now)}
      </span>
      <span role="gridcell" className="cell-used cut soft" title={usedTitle(row)}>
        {row.lastUsedAt === undefined ? '–' : agoWords(row.lastUsedAt, now)}
      </span>
    </div>
  )
})

function expiryTitle(row: KeyRow): string {
  const at = expiryOf(row)
  return at === undefined
    ? expirySourceWords(row)
    : `${momentText(at)} (${utcText(at)}). ${expirySourceWords(row)}`
}

function usedTitle({ lastUsedAt }: KeyRow): string {
  return lastUsedAt === undefined ? 'No use is known' : utcText(lastUsedAt)
}

/** For the eye: `aria-selected` says the same of the row. A click on it is taken by the list. */
function Tick({ isOn }: { readonly isOn: boolean }) {
  return (
    <span className={`tick-box ${isOn ? 'on' : ''}`} aria-hidden="true">
      {isOn && <Icon of="check" />}
    </span>
  )
}

/** A click on it is taken by the list; Space does the same from the keyboard. */
function Star({ isOn }: { readonly isOn: boolean }) {
  return (
    <span
      className={`star ${isOn ? 'on' : ''}`}
      data-star
      title={isOn ? 'Favourite' : 'Make a favourite (Space)'}
    >
      <Icon of="favourite" className={isOn ? 'filled' : ''} />
      {isOn && <span className="unseen">Favourite</span>}
    </span>
  )
}

/** Not stored is the rule for what a provider lists, and needs no mark. */
function SecretMark({ row: { secret } }: { readonly row: KeyRow }) {
  if (secret === 'missing') return null
  const { word, icon, tone } = secretSigns[secret]
  return (
    <span className="secret-mark" title={`Secret: ${word.toLowerCase()}`}>
      <Icon of={icon} className={secret === 'held' ? 'faint' : tone} />
      <span className="unseen">Secret {word.toLowerCase()}</span>
    </span>
  )
}
