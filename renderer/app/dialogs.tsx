/** Draws the one open dialog, and the proxy sign-in above it. Each new dialog state mounts a new component, so no input carries over. */
import type { DialogState } from '../vault/dialog-state.ts'
import { AboutDialog } from '../screens/about/about-dialog.tsx'
import { NoticesDialog } from '../screens/about/notices-dialog.tsx'
import { AddKeyDialog } from '../screens/add-key/add-key.tsx'
import { AttentionDialog } from '../screens/attention/attention-dialog.tsx'
import { OperationDialog } from '../screens/attention/operation-dialog.tsx'
import { AutomaticBackupsDialog } from '../screens/backup/automatic-dialog.tsx'
import { BackupDialog } from '../screens/backup/backup-dialog.tsx'
import { CheckBackupDialog } from '../screens/backup/check-dialog.tsx'
import { RestoreDialog } from '../screens/backup/restore-dialog.tsx'
import { CheckSecretDialog } from '../screens/check-secret/check-dialog.tsx'
import {
  DeleteDialog,
  DeleteVersionDialog,
  RevokeDialog,
  SwitchDialog,
} from '../screens/confirm/key-dialogs.tsx'
import { DeleteOrphanDialog } from '../screens/confirm/orphan-dialog.tsx'
import { RemoveAccountDialog } from '../screens/confirm/remove-account-dialog.tsx'
import { CommandPalette } from '../screens/command-palette/command-palette.tsx'
import { ChangeAccountDialog } from '../screens/connect/change-account.tsx'
import { ConnectDialog } from '../screens/connect/connect.tsx'
import { DescribeDialog } from '../screens/describe/describe-dialog.tsx'
import { DescribedDialog } from '../screens/describe/described-dialog.tsx'
import { RemoveDescriptionDialog } from '../screens/describe/remove-description-dialog.tsx'
import { ReviewDialog } from '../screens/describe/review-dialog.tsx'
import { ExportDialog } from '../screens/export/export-dialog.tsx'
import { ImportDialog } from '../screens/import/import-dialog.tsx'
import { CreateKeyDialog } from '../screens/key-form/create-key.tsx'
import { EditKeyDialog } from '../screens/key-form/edit-key.tsx'
import { BulkDialog } from '../screens/many/bulk-dialog.tsx'
import { QueueDialog } from '../screens/many/queue-dialog.tsx'
import { ReplaceKeysDialog } from '../screens/many/replace-keys.tsx'
import { TagsDialog } from '../screens/many/tags-dialog.tsx'
import { PasteDialog } from '../screens/regenerate/paste.tsx'
import { RegenerateDialog } from '../screens/regenerate/regenerate.tsx'
import { KeepLongerDialog } from '../screens/replace/keep-longer.tsx'
import { ColumnsDialog } from '../screens/keys/columns-dialog.tsx'
import { SnoozeDialog } from '../screens/reminders/snooze-dialog.tsx'
import { ReplaceDialog } from '../screens/replace/replace.tsx'
import { RetireDialog } from '../screens/replace/retire.tsx'
import { RollBackDialog } from '../screens/replace/roll-back.tsx'
import { SnoozeOneDialog } from '../screens/reminders/snooze-one-dialog.tsx'
import { RenameSearchDialog, SaveSearchDialog } from '../screens/searches/search-dialogs.tsx'
import { SealedVaultDialog } from '../screens/sealed-vault/begin-dialog.tsx'
import { MoveDialog } from '../screens/sealed-vault/move-dialog.tsx'
import { ProxyDialog } from '../screens/settings/proxy-dialog.tsx'
import { ShortcutSheet } from '../screens/shortcut-sheet/shortcut-sheet.tsx'
import { useVault } from '../vault/store.ts'

export function Dialogs() {
  const dialog = useVault((state) => state.dialog)
  const signIn = useVault((state) => state.proxySignIn)
  return (
    <>
      {dialog !== undefined && <OpenDialog key={JSON.stringify(dialog)} dialog={dialog} />}
      {signIn !== undefined && <ProxyDialog address={signIn.address} />}
    </>
  )
}

function OpenDialog({ dialog }: { readonly dialog: DialogState }) {
  if ('key' in dialog) return <KeyDialog dialog={dialog} />
  if ('keys' in dialog) return <KeysDialog dialog={dialog} />
  if ('operation' in dialog) return <ByOperation dialog={dialog} />
  if (isAlone(dialog)) {
    const Alone = ALONE[dialog.kind]
    return <Alone />
  }
  if (isOfAccount(dialog)) return <AccountDialog dialog={dialog} />
  return <OtherDialog dialog={dialog} />
}

/** Dialogs that take no parameters. */
const ALONE = {
  attention: AttentionDialog,
  'described-providers': DescribedDialog,
  columns: ColumnsDialog,
  'save-search': SaveSearchDialog,
  queue: QueueDialog,
  commands: CommandPalette,
  shortcuts: ShortcutSheet,
  about: AboutDialog,
  notices: NoticesDialog,
  'sealed-vault': SealedVaultDialog,
  'back-up': BackupDialog,
  'automatic-backups': AutomaticBackupsDialog,
  'check-backup': CheckBackupDialog,
  restore: RestoreDialog,
} as const

type AloneState = Extract<DialogState, { kind: keyof typeof ALONE }>

const isAlone = (dialog: DialogState): dialog is AloneState => Object.hasOwn(ALONE, dialog.kind)

type Other = Exclude<
  DialogState,
  { key: unknown } | { keys: unknown } | { operation: unknown } | AloneState | AccountDialogState
>

function OtherDialog({ dialog }: { readonly dialog: Other }) {
  switch (dialog.kind) {
    case 'add-key':
      return <AddKeyDialog name={dialog.name} copied={dialog.copied} />
    case 'connect-account':
      return <ConnectDialog provider={dialog.provider} />
    case 'describe-provider':
      return <DescribeDialog provider={dialog.provider} name={dialog.name} />
    case 'remove-description':
      return <RemoveDescriptionDialog provider={dialog.provider} />
    case 'create-key':
      return <CreateKeyDialog account={dialog.account} />
    case 'import-keys':
      return <ImportDialog isDropped={dialog.isDropped === true} />
    case 'rename-search':
      return <RenameSearchDialog id={dialog.search} />
    case 'move-secrets':
      return <MoveDialog to={dialog.to} />
    case 'delete-orphan':
      return <DeleteOrphanDialog orphan={dialog.orphan} />
  }
}

/** Dialogs about an account that need nothing but its id. */
const OF_ACCOUNT = {
  'change-account': ChangeAccountDialog,
  'remove-account': RemoveAccountDialog,
  'review-list': ReviewDialog,
} as const

type AccountDialogState = Extract<DialogState, { kind: keyof typeof OF_ACCOUNT }>

const isOfAccount = (dialog: DialogState): dialog is AccountDialogState =>
  Object.hasOwn(OF_ACCOUNT, dialog.kind)

function AccountDialog({ dialog }: { readonly dialog: AccountDialogState }) {
  const OfAccount = OF_ACCOUNT[dialog.kind]
  return <OfAccount id={dialog.account} />
}

function KeysDialog({ dialog }: { readonly dialog: Extract<DialogState, { keys: unknown }> }) {
  const { kind, keys } = dialog
  switch (kind) {
    case 'tag-keys':
      return <TagsDialog ids={keys} />
    case 'export-secrets':
      return <ExportDialog ids={keys} />
    case 'replace-keys':
      return <ReplaceKeysDialog ids={keys} />
    case 'snooze-keys':
      return <SnoozeDialog ids={keys} />
    case 'disable-keys':
      return <BulkDialog action="disable" ids={keys} />
    case 'delete-keys':
      return <BulkDialog action="delete" ids={keys} />
    case 'expire-keys':
      return <BulkDialog action="expire" ids={keys} />
  }
}

function ByOperation({ dialog }: { readonly dialog: Extract<DialogState, { operation: unknown }> }) {
  const id = dialog.operation
  switch (dialog.kind) {
    case 'operation':
      return <OperationDialog id={id} />
    case 'retire':
      return <RetireDialog id={id} />
    case 'keep-longer':
      return <KeepLongerDialog id={id} />
    case 'roll-back':
      return <RollBackDialog id={id} />
  }
}

/** Dialogs about a key that need nothing but its id. */
const OF_KEY = {
  'edit-key': EditKeyDialog,
  regenerate: RegenerateDialog,
  replace: ReplaceDialog,
  paste: PasteDialog,
  'check-secret': CheckSecretDialog,
  snooze: SnoozeOneDialog,
  revoke: RevokeDialog,
  delete: DeleteDialog,
} as const

function KeyDialog({ dialog }: { readonly dialog: Extract<DialogState, { key: unknown }> }) {
  if (dialog.kind === 'switch') return <SwitchDialog id={dialog.key} enabled={dialog.enabled} />
  if (dialog.kind === 'delete-version')
    return <DeleteVersionDialog id={dialog.key} version={dialog.version} />
  const OfKey = OF_KEY[dialog.kind]
  return <OfKey id={dialog.key} />
}
