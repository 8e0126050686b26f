/** The providers to choose from, with what Keyhold can do at each. */
import { Button as PressArea } from 'react-aria-components'
import type { Abilities, ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { openDialog } from '../../app/page-actions.ts'
import { Icon } from '../../parts/icon.tsx'
import { ProviderTile } from '../../parts/provider-tile.tsx'
import { useVault } from '../../vault/store.ts'

const ABILITIES: readonly (readonly [keyof Abilities, string])[] = [
  ['create', 'create'],
  ['update', 'edit'],
  ['setEnabled', 'enable / disable'],
  ['regenerate', 'regenerate'],
  ['revoke', 'delete'],
  ['replace', 'replace with overlap'],
  ['verify', 'test a key'],
  ['permissions', 'see permissions'],
]

/** "list, create, regenerate". Every provider can list. */
export function abilityWords(can: Abilities): readonly string[] {
  return ['list', ...ABILITIES.filter(([name]) => can[name]).map(([, words]) => words)]
}

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
                <span className="chips" aria-label="What Keyhold can do there">
                  {abilityWords(metadata.can).map((words) => (
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
              <strong>Another provider</strong>
              <span className="soft">
                Add keys manually. Keyhold stores them, tracks expiry and copies them.
              </span>
            </span>
            <Icon of="forward" />
          </PressArea>
        </li>
      </ul>
    </>
  )
}
