/** Says before the click what regenerating will do. */
import type { ReactNode } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useAccount, useVault } from '../../vault/store.ts'
import { dependentsOf } from './dependents.ts'
import { keptExpiryOf } from './kept-expiry.ts'
import { beforeMessages, keychainWarningMessages } from './regenerate-messages.ts'
import { SafeFirst } from './safe-first.tsx'
import { WhatToUpdate } from './what-to-update.tsx'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata
  /** The old secret keeps working for a while. */
  readonly oldLivesOn: boolean
  /** The choice of whether the old secret keeps working, if the provider offers it. */
  readonly children: ReactNode
}

export function BeforeRegenerate({ row, metadata, oldLivesOn, children }: Props) {
  const accounts = useVault((state) => state.accounts)
  const owner = useAccount(row.credentialOf)
  const keptExpiry = keptExpiryOf(row, metadata)
  return (
    <>
      <p className="lead">
        {metadata.rotation.regenerate} {beforeMessages.noUndo}
      </p>
      <ul className="promises">
        {metadata.rotation.oldSecretDies === 'at-once' && !oldLivesOn && (
          <li>
            <Icon of="danger" className="warn" />
            <span>
              {beforeMessages.noOverlapBefore(metadata.name)} <strong className="wrap">{row.name}</strong>
              {beforeMessages.noOverlapAfter}
            </span>
          </li>
        )}
        <SafeFirst>{row.secret !== 'missing' && ` ${beforeMessages.oldKept(row.version)}`}</SafeFirst>
        {keptExpiry !== undefined && (
          <li>
            <Icon of="time" />
            <span>{beforeMessages.expiryStays(keptExpiry, metadata.name)}</span>
          </li>
        )}
        {owner !== undefined && (
          <li>
            <Icon of="connect" />
            <span>
              <strong className="wrap">{owner.name}</strong> {beforeMessages.accountFollows}
            </span>
          </li>
        )}
      </ul>
      {children}
      <KeychainWarning />
      {metadata.can.replace && row.overlap === undefined && !oldLivesOn && <IfPlanned row={row} />}
      <WhatToUpdate dependents={dependentsOf(row, accounts.values())} />
    </>
  )
}

/** Offers replacement with overlap instead, for a key that has not leaked. */
function IfPlanned({ row }: { readonly row: KeyRow }) {
  return (
    <p className="row soft">
      {beforeMessages.ifPlanned}
      <Button
        size="small"
        looks="quiet"
        icon="replace"
        onPress={() => openDialog({ kind: 'replace', key: row.id })}
      >
        {beforeMessages.replaceInstead}
      </Button>
    </p>
  )
}

/** Warns before the click that the keychain is not ready, since an operation checks the keychain first. */
export function KeychainWarning() {
  const { state, backend } = useVault(({ keychain }) => keychain)
  if (state === 'ready' || state === 'unchecked') return null
  return (
    <Notice tone="warn" title={keychainWarningMessages.title(backend)}>
      {keychainWarningMessages.detail}
    </Notice>
  )
}
