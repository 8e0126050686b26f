/** Says before the click what a replacement costs, what it creates and what it leaves unchanged. The cost comes first. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useAccount } from '../../vault/store.ts'
import { KeychainWarning } from '../regenerate/before-regenerate.tsx'
import { SafeFirst } from '../regenerate/safe-first.tsx'
import { beforeReplaceMessages } from './replace-messages.ts'
import { BEFORE_TRANSFER } from './transfer-messages.ts'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata
}

export function BeforeReplace({ row, metadata }: Props) {
  const owner = useAccount(row.credentialOf)
  return (
    <>
      <p className="lead">
        {metadata.rotation.replace ?? beforeReplaceMessages.lead(metadata.name, metadata.keyNoun)}
      </p>
      <ul className="promises">
        <SafeFirst />
        <li>
          <Icon of="overlap" className="good" />
          <span>
            <strong className="wrap">{row.name}</strong> {beforeReplaceMessages.oldStays}
          </span>
        </li>
        {owner !== undefined && (
          <li>
            <Icon of="connect" />
            <span>
              <strong className="wrap">{owner.name}</strong> {BEFORE_TRANSFER}
            </span>
          </li>
        )}
      </ul>
      <KeychainWarning />
      {metadata.can.regenerate && <IfLeaked row={row} />}
    </>
  )
}

/** Offers regeneration instead, for a leaked key. */
function IfLeaked({ row }: { readonly row: KeyRow }) {
  return (
    <p className="row soft">
      {beforeReplaceMessages.leaked}
      <Button
        size="small"
        looks="quiet"
        icon="regenerate"
        onPress={() => openDialog({ kind: 'regenerate', key: row.id })}
      >
        {beforeReplaceMessages.regenerate}
      </Button>
    </p>
  )
}
