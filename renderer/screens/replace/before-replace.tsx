/** Says before the click what a replacement costs and creates. The cost comes first. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { useAccount } from '../../vault/store.ts'
import { KeychainWarning } from '../regenerate/before-regenerate.tsx'
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
      {owner !== undefined && (
        <p className="wrap">
          <strong>{owner.name}</strong> {BEFORE_TRANSFER}
        </p>
      )}
      <KeychainWarning />
    </>
  )
}

/** Offers regeneration instead, for a leaked key. */
export function IfLeaked({ row, metadata }: Props) {
  if (!metadata.can.regenerate) return null
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
