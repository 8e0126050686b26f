/** The providers to choose from, with what Keyhold can do at each. */
import { Button as PressArea } from 'react-aria-components'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { openDialog } from '../../app/page-actions.ts'
import { Icon } from '../../parts/icon.tsx'
import { ProviderTile } from '../../parts/provider-tile.tsx'
import { useVault } from '../../vault/store.ts'
import { providerListMessages } from './connect-messages.ts'

interface Props {
  readonly onChoose: (provider: ProviderMetadata) => void
}

export function ProviderList({ onChoose }: Props) {
  const providers = useVault((state) => state.providers)
  return (
    <>
      <ul className="choose-provider">
        {[...providers.values()].map((metadata, index) => (
          <li key={metadata.id}>
            <PressArea className="choice-card" autoFocus={index === 0} onPress={() => onChoose(metadata)}>
              <ProviderTile provider={metadata.id} name={metadata.name} />
              <span className="choice-card-text">
                <strong>{metadata.name}</strong>
                <span className="soft">{metadata.summary}</span>
                <span className="chips" aria-label={providerListMessages.abilitiesLabel}>
                  {providerListMessages.abilities(metadata.can).map((words) => (
                    <span key={words} className="chip">
                      {words}
                    </span>
                  ))}
                </span>
              </span>
              <Icon of="forward" />
            </PressArea>
          </li>
        ))}
        <li>
          <PressArea className="choice-card" onPress={() => openDialog({ kind: 'add-key' })}>
            <ProviderTile provider="manual" />
            <span className="choice-card-text">
              <strong>{providerListMessages.other}</strong>
              <span className="soft">{providerListMessages.otherSummary}</span>
            </span>
            <Icon of="forward" />
          </PressArea>
        </li>
      </ul>
    </>
  )
}
