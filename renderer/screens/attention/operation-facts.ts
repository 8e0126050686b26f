/** The facts about an operation that the messages of its outcome need. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { useAccount, useKey, useProvider, useProviderOf } from '../../vault/store.ts'
import { makesKey } from '../regenerate/flow.ts'
import { keptExpiryOf } from '../regenerate/kept-expiry.ts'
import type { OutcomeFacts } from '../regenerate/outcome-context.ts'

export function useFacts(operation: OperationRow | undefined): OutcomeFacts | undefined {
  const row = useKey(operation?.key)
  const metadata = useProvider(useAccount(operation?.account)?.provider)
  const metadataOfKind = useProviderOf(row)
  if (operation === undefined) return undefined
  const { kind, name, overlap } = operation
  const isNew = makesKey(kind) || kind === 'add'
  return {
    kind,
    name,
    ...atProvider(metadata),
    before: isNew ? undefined : row,
    keptExpiry: kind === 'regenerate' ? keptExpiryOf(row, metadataOfKind) : undefined,
    oldLivesOn: (kind === 'paste' || kind === 'regenerate') && overlap !== undefined,
  }
}

/** After the account was removed, no provider can be named. */
const atProvider = (metadata: ProviderMetadata | undefined) => ({
  provider: metadata?.name,
  oldSecretDies: metadata?.rotation.oldSecretDies ?? 'none',
})
