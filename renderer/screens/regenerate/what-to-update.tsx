/** Lists where a key is used, before its secret changes: variables, tags, notes, and its last use. */
import { commonMessages } from '../../messages/common-messages.ts'
import { Icon } from '../../parts/icon.tsx'
import { Ago } from '../../parts/time.tsx'
import type { Dependents } from './dependents.ts'
import { usedByMessages } from './regenerate-messages.ts'

interface Props {
  readonly dependents: Dependents
}

export function WhatToUpdate({ dependents }: Props) {
  const { environment, tags, notes, lastUsedAt } = dependents
  const isEmpty = environment.length === 0 && tags.length === 0 && notes === ''
  return (
    <section className="to-update">
      <h3>{usedByMessages.title}</h3>
      <ul>
        {environment.map((name) => (
          <li key={name}>
            <Icon of="environment" />
            <span>
              {commonMessages.environmentVariable} <code>{name}</code>
            </span>
          </li>
        ))}
        {tags.length > 0 && (
          <li>
            <Icon of="tag" />
            <span className="wrap" dir="auto">
              {tags.join(', ')}
            </span>
          </li>
        )}
        {notes !== '' && (
          <li>
            <Icon of="notes" />
            <span className="wrap selectable noted" dir="auto">
              {notes}
            </span>
          </li>
        )}
        {isEmpty && (
          <li className="soft">
            <Icon of="info" />
            <span>{usedByMessages.empty}</span>
          </li>
        )}
        {lastUsedAt !== undefined && (
          <li>
            <Icon of="time" />
            <span>
              {usedByMessages.lastUsed} <Ago at={lastUsedAt} />
            </span>
          </li>
        )}
      </ul>
    </section>
  )
}
