/** Draws one found key: its name and account, and its status and expiry where they matter. A click copies its secret. */
import type { KeyRow } from '../../shared/model/model.ts'
import { Icon } from '../parts/icon.tsx'
import { ProviderTile, type TileFacts } from '../parts/provider-tile.tsx'
import { copy } from './palette-actions.ts'
import { statusOf, type KeyStatus } from './key-status.ts'
import { useInView } from './use-in-view.ts'
import { rowMessages } from './palette-messages.ts'

interface Props {
  /** The target of the field's `aria-activedescendant`. */
  readonly id: string
  readonly row: KeyRow
  readonly account: string
  readonly tile: TileFacts
  readonly isChosen: boolean
  readonly now: number
  readonly leadMs: number
  readonly onChoose: () => void
}

export function KeyRowLine(props: Props) {
  const { id, row, account, tile, isChosen, now, leadMs, onChoose } = props
  const status = statusOf(row, now, leadMs)
  return (
    <li
      ref={useInView(isChosen)}
      id={id}
      role="option"
      aria-selected={isChosen}
      className="palette-row"
      onPointerMove={onChoose}
      onClick={() => void copy(row)}
    >
      <ProviderTile {...tile} />
      <span className="palette-key">
        <span className="palette-name">
          <span className="cut" dir="auto">
            {row.name}
          </span>
          {row.favourite && (
            <>
              <Icon of="favourite" className="filled palette-star" />
              <span className="unseen">{rowMessages.favourite}</span>
            </>
          )}
        </span>
        <Beside row={row} account={account} />
      </span>
      {status !== undefined && <Status status={status} />}
    </li>
  )
}

function Status({ status: { word, icon, tone, until } }: { readonly status: KeyStatus }) {
  return (
    <span className="palette-status">
      <span className="badge">
        <Icon of={icon} className={tone} />
        {word}
      </span>
      <span className={`small ${tone === 'warn' || tone === 'bad' ? tone : 'soft'}`}>{until}</span>
    </span>
  )
}

/** The other data that a search matches: account, variable and tags. */
function Beside({ row, account }: { readonly row: KeyRow; readonly account: string }) {
  return (
    <span className="palette-beside small soft">
      <span className="cut" dir="auto">
        {account === '' ? rowMessages.manual : account}
      </span>
      {row.environment !== '' && (
        <code className="cut" dir="auto">
          {row.environment}
        </code>
      )}
      {row.tags.length > 0 && (
        <span className="cut" dir="auto">
          {row.tags.join(', ')}
        </span>
      )}
    </span>
  )
}
