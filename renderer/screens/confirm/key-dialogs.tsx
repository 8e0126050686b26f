/** Switching a key on or off, deleting it at its provider, and forgetting it or one of its versions here. */
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { call } from '../../vault/bridge.ts'
import { holdDeletion, offerUndoOfDeletion } from '../../vault/local-edits.ts'
import { useAccount, useKey, useProvider } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { MissingDialog } from './missing-dialog.tsx'
import { OwnCredentialDialog } from './own-credential-dialog.tsx'

const SOMEWHERE = 'its provider'

interface ByKey {
  readonly id: KeyId
}

export function SwitchDialog({ id, enabled }: ByKey & { readonly enabled: boolean }) {
  const row = useKey(id)
  const provider = useProvider(row?.provider)?.name ?? SOMEWHERE
  const owner = useAccount(row?.credentialOf)
  if (row === undefined) return <MissingDialog what="key" />
  if (enabled) return <EnableDialog row={row} provider={provider} />
  if (owner === undefined) return <DisableDialog row={row} provider={provider} />
  return <OwnCredentialDialog title={`Disable ${row.name}?`} row={row} account={owner} />
}

interface SwitchProps {
  readonly row: KeyRow
  readonly provider: string
}

function EnableDialog({ row: { id, name }, provider }: SwitchProps) {
  return (
    <ConfirmDialog
      title={`Enable ${name}?`}
      words={`Enable ${name} at ${provider}`}
      icon="active"
      looks="primary"
      provider={provider}
      act={() => call('key:switch', { key: id, enabled: true })}
      then={() => toast({ tone: 'good', text: `Enabled at ${provider}`, about: name })}
    >
      <p>{provider} accepts it again, with the secret it had.</p>
    </ConfirmDialog>
  )
}

function DisableDialog({ row: { id, name }, provider }: SwitchProps) {
  return (
    <ConfirmDialog
      title={`Disable ${name}?`}
      words={`Disable ${name} at ${provider}`}
      icon="disabled"
      provider={provider}
      act={() => call('key:switch', { key: id, enabled: false })}
      then={() => toast({ tone: 'good', text: `Disabled at ${provider}`, about: name })}
    >
      <p>
        {provider} refuses it until it is enabled again. Its secret stays as it is, so this can be taken back.
      </p>
    </ConfirmDialog>
  )
}

export function RevokeDialog({ id }: ByKey) {
  const row = useKey(id)
  const metadata = useProvider(row?.provider)
  const owner = useAccount(row?.credentialOf)
  if (row === undefined || metadata === undefined) return <MissingDialog what="key" />
  const title = `Delete ${row.name} at ${metadata.name}?`
  if (owner !== undefined) return <OwnCredentialDialog title={title} row={row} account={owner} />
  return (
    <ConfirmDialog
      title={title}
      words={`Delete ${row.name} at ${metadata.name}`}
      icon="trash"
      nameToType={row.name}
      provider={metadata.name}
      act={() => call('key:revoke', { key: id, name: row.name })}
      then={() => toast({ tone: 'good', text: `Deleted at ${metadata.name}`, about: row.name })}
    >
      <p>{metadata.rotation.revoke}</p>
      <p className="soft">
        Its record, notes and secrets stay in Keyhold until you remove them. Keyhold can’t undo what{' '}
        {metadata.name} does.
      </p>
    </ConfirmDialog>
  )
}

function lostWith({ secret, goneSince }: KeyRow): string {
  if (secret === 'missing')
    return 'Permanently deletes its notes, tags and version history. No secret is stored for it.'
  return goneSince === undefined
    ? 'Permanently deletes the secret, all versions, notes and tags. Make sure you have a copy.'
    : 'Permanently deletes the secret, all versions, notes and tags. The key is already deleted at its provider.'
}

export function DeleteDialog({ id }: ByKey) {
  const row = useKey(id)
  if (row === undefined) return <MissingDialog what="key" />
  return (
    <ConfirmDialog
      title={`Delete ${row.name} from Keyhold?`}
      words={`Delete ${row.name} here`}
      icon="trash"
      nameToType={row.name}
      act={() => holdDeletion(row)}
      then={() => offerUndoOfDeletion([row])}
    >
      <p>{lostWith(row)}</p>
      {row.goneSince === undefined && <p className="soft">The key itself keeps working at the provider.</p>}
      <p className="soft">You can undo this for 10 seconds.</p>
    </ConfirmDialog>
  )
}

export function DeleteVersionDialog({ id, version }: ByKey & { readonly version: number }) {
  const row = useKey(id)
  if (row === undefined) return <MissingDialog what="key" />
  const title = `Delete version ${version} of ${row.name}?`
  return (
    <ConfirmDialog
      title={title}
      words={`Delete version ${version} of ${row.name}`}
      icon="trash"
      nameToType={row.name}
      act={() => call('key:delete-version', { key: id, version, name: row.name })}
      then={() => toast({ tone: 'good', text: `Version ${version} deleted`, about: row.name })}
    >
      <p>
        This secret is deleted from your keychain. You can’t undo this. The current one, version {row.version}
        , stays.
      </p>
    </ConfirmDialog>
  )
}
