/** The head of a group in the list: its name and its number of keys. Placed among the rows, and over them while the group is scrolled. */
import { memo } from 'react'
import type { Group } from '../../list/list-groups.ts'
import { Icon } from '../../parts/icon.tsx'
import { FIRST_ROW } from './key-row.tsx'
import { keysText } from '../../messages/counts.ts'
import { FOLDED, GROUP_WORDS } from './list-messages.ts'

interface Props {
  readonly group: Group
  /** Place among the rows and heads of the list, from 0. */
  readonly item: number
  /** Pixels from the list's top. */
  readonly top: number
  /** The number of columns that the head spans: all of them. */
  readonly columnCount: number
}

export const GroupHead = memo(function GroupHead({ group, item, top, columnCount }: Props) {
  return (
    <div
      role="row"
      aria-rowindex={item + FIRST_ROW}
      className="group-head"
      data-group={group.kind}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" aria-colspan={columnCount} className="group-name">
        <Words group={group} />
      </span>
    </div>
  )
})

/** Only visual, hidden from assistive tools: the head among the rows says the same. */
export function GroupOver({ group }: { readonly group: Group }) {
  return (
    <div className="group-head over" data-group={group.kind} aria-hidden="true">
      <span className="group-name">
        <Words group={group} />
      </span>
    </div>
  )
}

function Words({ group: { kind, count, folded } }: { readonly group: Group }) {
  return (
    <>
      <Icon of={folded ? 'forward' : 'down'} />
      {GROUP_WORDS[kind]}
      <span className="count">
        <span className="unseen">
          , {keysText(count)}
          {folded && FOLDED}
        </span>
        <span aria-hidden="true">{count.toLocaleString()}</span>
      </span>
    </>
  )
}
