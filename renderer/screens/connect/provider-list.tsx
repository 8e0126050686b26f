/** The providers to choose from: found by name, or grouped by whether they are in use or popular. */
import { useId, useState } from 'react'
import { Button as PressArea } from 'react-aria-components'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { openDialog } from '../../app/page-actions.ts'
import { Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ProviderTile } from '../../parts/provider-tile.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useVault } from '../../vault/store.ts'
import { providerListMessages } from './connect-messages.ts'
import { providerGroups, type ProviderGroup } from './provider-groups.ts'

interface Props {
  readonly onChoose: (provider: ProviderMetadata) => void
}

export function ProviderList({ onChoose }: Props) {
  const providers = useVault((state) => state.providers)
  const accounts = useVault((state) => state.accounts)
  const [query, setQuery] = useState('')
  const used = new Set([...accounts.values()].map(({ provider }) => provider))
  const groups = providerGroups(providers.values(), used, query)
  const first = query.trim() === '' ? undefined : groups[0]?.providers[0]
  return (
    <>
      <SentForm onSend={() => first && onChoose(first)}>
        <Field
          label={providerListMessages.search}
          help={first && providerListMessages.enterChooses(first.name)}
          value={query}
          onChange={setQuery}
          type="search"
          autoComplete="off"
          spellCheck="false"
          autoFocus
        />
      </SentForm>
      <p className="unseen" role="status">
        {query.trim() === '' ? '' : providerListMessages.found(groups[0]?.providers.length ?? 0)}
      </p>
      {groups.length === 0 && <p className="soft">{providerListMessages.none(query.trim())}</p>}
      {groups.map((group) => (
        <Group key={group.kind} group={group} onChoose={onChoose} />
      ))}
      <ul className="choose-provider">
        <Other
          title={providerListMessages.describe}
          summary={providerListMessages.describeSummary}
          onPress={() =>
            openDialog({ kind: 'describe-provider', ...(groups.length === 0 && { name: query.trim() }) })
          }
        />
        <Other
          title={providerListMessages.other}
          summary={providerListMessages.otherSummary}
          onPress={() => openDialog({ kind: 'add-key' })}
        />
      </ul>
    </>
  )
}

interface OtherProps {
  readonly title: string
  readonly summary: string
  readonly onPress: () => void
}

/** Offers an alternative for a provider that is not in the list. */
function Other({ title, summary, onPress }: OtherProps) {
  return (
    <li>
      <PressArea className="choice-card" onPress={onPress}>
        <ProviderTile provider="manual" />
        <span className="choice-card-text">
          <strong>{title}</strong>
          <span className="soft small cut">{summary}</span>
        </span>
        <Icon of="forward" />
      </PressArea>
    </li>
  )
}

function Group({ group: { kind, providers }, onChoose }: Props & { readonly group: ProviderGroup }) {
  const heading = useId()
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading} className="choose-provider-head">
        {providerListMessages.groups[kind]}
      </h3>
      <ul className="choose-provider">
        {providers.map((metadata) => (
          <li key={metadata.id}>
            <PressArea className="choice-card" onPress={() => onChoose(metadata)}>
              <ProviderTile provider={metadata.id} name={metadata.name} />
              <span className="choice-card-text">
                <strong>{metadata.name}</strong>
                <span className="soft small cut">{metadata.summary}</span>
              </span>
              <Icon of="forward" />
            </PressArea>
          </li>
        ))}
      </ul>
    </section>
  )
}
