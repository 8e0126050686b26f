/** The second step of a replacement: the checklist of the places that have to use the new key, with the forms to copy it in, and its test. */
import { CheckboxButton, CheckboxField } from 'react-aria-components'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { copyEntries } from '../../commands/copy-entries.ts'
import { hasSecret } from '../../commands/key-commands.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { MenuButton } from '../../parts/menu.tsx'
import { call } from '../../vault/bridge.ts'
import { toastError } from '../../vault/toasts.ts'
import { copyKey } from '../../vault/vault-commands.ts'
import { useDetail } from '../detail/use-detail.ts'
import { switchOverMessages } from './overlap-messages.ts'
import { isSwitchedOver, type Place } from './places.ts'
import type { Overlapping } from './use-replacement.ts'
import { VerifyButton } from './verify-button.tsx'

interface Props {
  readonly replacement: Overlapping
  readonly metadata: ProviderMetadata | undefined
}

export function SwitchOver({ replacement, metadata }: Props) {
  const { newer, account, progress, operation } = replacement
  return (
    <div className="switch-over">
      <Places replacement={replacement} />
      {account !== undefined && (
        <p className="row soft small top">
          <Icon of="connect" />
          <span className="wrap">
            <strong>{account.name}</strong> {switchOverMessages.account}
          </span>
        </p>
      )}
      {newer !== undefined && hasSecret(newer) && (
        <div className="row steps">
          <CopyNew
            row={newer}
            words={switchOverMessages.copyNew(operation.overlap.oldVersion !== undefined)}
            isPrimary={progress.primary === 'copy-new'}
          />
          {metadata?.can.verify === true && (
            <VerifyButton id={newer.id} name={newer.name} provider={metadata.name} />
          )}
        </div>
      )}
    </div>
  )
}

function Places({ replacement: { places, operation } }: Pick<Props, 'replacement'>) {
  const { id, overlap } = operation
  const done = places.filter((place) => isSwitchedOver(place, overlap)).length
  const tick = (place: string, isTicked: boolean) =>
    void call('overlap:tick', { operation: id, place, isSwitchedOver: isTicked }).then((result) => {
      if (!result.ok) toastError(result.error)
    })
  return (
    <>
      <div className="switch-over-head">
        <h4 className="section-title">{switchOverMessages.title}</h4>
        <span className="soft small" role="status">
          {switchOverMessages.count(done, places.length)}
        </span>
      </div>
      <ul className="places">
        {places.map((place) => (
          <li key={place.id}>
            <CheckboxField
              className="tick-field"
              isSelected={isSwitchedOver(place, overlap)}
              onChange={(isTicked) => tick(place.id, isTicked)}
            >
              <CheckboxButton className="tick top">
                <span className="tick-box" aria-hidden="true">
                  <Icon of="check" />
                </span>
                <span className="wrap">
                  <PlaceWords place={place} />
                </span>
              </CheckboxButton>
            </CheckboxField>
            {place.kind === 'notes' && (
              <p className="wrap selectable noted soft small" dir="auto">
                {place.text}
              </p>
            )}
            {place.kind === 'everywhere' && (
              <p className="faint small place-hint">{switchOverMessages.everywhereHint}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

export function PlaceWords({ place }: { readonly place: Place }) {
  switch (place.kind) {
    case 'variable':
      return (
        <>
          {commonMessages.environmentVariable} <code>{place.name}</code>
        </>
      )
    case 'notes':
      return switchOverMessages.notes
    case 'everywhere':
      return switchOverMessages.everywhere
  }
}

interface CopyNewProps {
  readonly row: KeyRow
  readonly words: string
  readonly isPrimary: boolean
}

function CopyNew({ row, words, isPrimary }: CopyNewProps) {
  const { detail } = useDetail(row.id, row)
  const entries = copyEntries(row, detail?.copyAs ?? [])
  return (
    <>
      <Button
        looks={isPrimary ? 'primary' : 'plain'}
        size="small"
        icon="copy"
        aria-label={`${words} (${row.name})`}
        onPress={() => void copyKey(row)}
      >
        {words}
      </Button>
      {entries.length > 0 && (
        <MenuButton
          label={switchOverMessages.copyNewAs(row.name)}
          text={switchOverMessages.copyAs}
          entries={entries}
          icon="down"
          size="small"
          looks="plain"
        />
      )}
    </>
  )
}
