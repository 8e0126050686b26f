/** The dialogs that enable or disable a key, delete it at its provider, and delete it or one of its versions from Keyhold. */
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { call } from '../../vault/bridge.ts'
import { holdDeletion, offerUndoOfDeletion } from '../../vault/local-edits.ts'
import { useAccount, useKey, useProvider, useProviderOf } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { MissingDialog } from './missing-dialog.tsx'
import { OwnCredentialDialog } from './own-credential-dialog.tsx'
import {
  deleteMessages,
  deleteVersionMessages,
  disableMessages,
  enableMessages,
  revokeMessages,
} from './confirm-messages.ts'

interface ByKey {
  readonly id: KeyId
}

export function SwitchDialog({ id, enabled }: ByKey & { readonly enabled: boolean }) {
  const row = useKey(id)
  const provider = useProvider(row?.provider)?.name ?? commonMessages.itsProvider
  const owner = useAccount(row?.credentialOf)
  if (row === undefined) return <MissingDialog what="key" />
  if (enabled) return <EnableDialog row={row} provider={provider} />
  if (owner === undefined) return <DisableDialog row={row} provider={provider} />
  return <OwnCredentialDialog title={disableMessages.title(row.name)} row={row} account={owner} />
}

interface SwitchProps {
  readonly row: KeyRow
  readonly provider: string
}

function EnableDialog({ row: { id, name }, provider }: SwitchProps) {
  return (
    <ConfirmDialog
      title={enableMessages.title(name)}
      words={enableMessages.confirm(name, provider)}
      icon="active"
      looks="primary"
      provider={provider}
      run={() => call('key:switch', { key: id, enabled: true })}
      then={() => toast({ tone: 'good', text: enableMessages.done(provider), about: name })}
    >
      <p>{enableMessages.detail(provider)}</p>
    </ConfirmDialog>
  )
}

function DisableDialog({ row: { id, name }, provider }: SwitchProps) {
  return (
    <ConfirmDialog
      title={disableMessages.title(name)}
      words={disableMessages.confirm(name, provider)}
      icon="disabled"
      provider={provider}
      run={() => call('key:switch', { key: id, enabled: false })}
      then={() => toast({ tone: 'good', text: disableMessages.done(provider), about: name })}
    >
      <p>{disableMessages.detail(provider)}</p>
    </ConfirmDialog>
  )
}

export function RevokeDialog({ id }: ByKey) {
  const row = useKey(id)
  const metadata = useProviderOf(row)
  const owner = useAccount(row?.credentialOf)
  if (row === undefined || metadata === undefined) return <MissingDialog what="key" />
  const title = revokeMessages.title(row.name, metadata.name)
  if (owner !== undefined) return <OwnCredentialDialog title={title} row={row} account={owner} />
  return (
    <ConfirmDialog
      title={title}
      words={revokeMessages.confirm(row.name, metadata.name)}
      icon="trash"
      nameToType={row.name}
      provider={metadata.name}
      run={() => call('key:revoke', { key: id, name: row.name })}
      then={() => toast({ tone: 'good', text: revokeMessages.done(metadata.name), about: row.name })}
    >
      <p>{metadata.rotation.revoke}</p>
      <p className="soft">{revokeMessages.kept(metadata.name)}</p>
    </ConfirmDialog>
  )
}

function lostWith({ secret, goneSince }: KeyRow): string {
  if (secret === 'missing') return deleteMessages.lostWithoutSecret
  return goneSince === undefined ? deleteMessages.lost : deleteMessages.lostWhereGone
}

export function DeleteDialog({ id }: ByKey) {
  const row = useKey(id)
  if (row === undefined) return <MissingDialog what="key" />
  return (
    <ConfirmDialog
      title={deleteMessages.title(row.name)}
      words={deleteMessages.confirm(row.name)}
      icon="trash"
      nameToType={row.name}
      run={() => holdDeletion(row)}
      then={() => offerUndoOfDeletion([row])}
    >
      <p>{lostWith(row)}</p>
      {row.goneSince === undefined && <p className="soft">{deleteMessages.keepsWorking}</p>}
      <p className="soft">{deleteMessages.undo}</p>
    </ConfirmDialog>
  )
}

export function DeleteVersionDialog({ id, version }: ByKey & { readonly version: number }) {
  const row = useKey(id)
  if (row === undefined) return <MissingDialog what="key" />
  return (
    <ConfirmDialog
      title={deleteVersionMessages.title(version, row.name)}
      words={deleteVersionMessages.confirm(version, row.name)}
      icon="trash"
      nameToType={row.name}
      run={() => call('key:delete-version', { key: id, version, name: row.name })}
      then={() => toast({ tone: 'good', text: deleteVersionMessages.done(version), about: row.name })}
    >
      <p>{deleteVersionMessages.detail(row.version)}</p>
    </ConfirmDialog>
  )
}
