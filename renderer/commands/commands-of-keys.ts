/** The commands for a selection of several keys. The bar below the list, the context menu and the palette draw these. */
import type { CommandId } from '../../shared/desktop/commands.ts'
import type { KeyId } from '../../shared/model/model.ts'
import { openDialog } from '../app/page-actions.ts'
import { clearSelection } from '../app/selection-actions.ts'
import { copyAsEnv, exportKeys, syncAccounts } from '../screens/many/bulk-commands.ts'
import { syncPlan } from '../screens/many/selection-messages.ts'
import { useVault } from '../vault/store.ts'
import type { Command } from './command.ts'
import { commandFrom, commandsFrom, type CommandTable } from './command-table.ts'

export type KeysCommandId = Extract<
  CommandId,
  | 'tag-keys'
  | 'replace-keys'
  | 'snooze-keys'
  | 'expire-keys'
  | 'copy-env'
  | 'sync-keys'
  | 'export-secrets'
  | 'export-csv'
  | 'export-json'
  | 'disable-keys'
  | 'delete-keys'
  | 'clear-selection'
>

/** The accounts of these keys, each once. */
function accountsOf(ids: readonly KeyId[]) {
  const { keyIndex } = useVault.getState()
  return syncPlan(ids.map((id) => keyIndex.get(id)?.account)).accounts
}

const TABLE: CommandTable<KeysCommandId, readonly KeyId[]> = {
  'tag-keys': { icon: 'tag', run: (keys) => openDialog({ kind: 'tag-keys', keys }) },
  'replace-keys': { icon: 'replace', run: (keys) => openDialog({ kind: 'replace-keys', keys }) },
  'snooze-keys': { icon: 'snooze', run: (keys) => openDialog({ kind: 'snooze-keys', keys }) },
  'expire-keys': { icon: 'expiring', run: (keys) => openDialog({ kind: 'expire-keys', keys }) },
  'copy-env': { icon: 'copy', run: (keys) => void copyAsEnv(keys) },
  'sync-keys': {
    icon: 'sync',
    applies: (ids) => accountsOf(ids).length > 0,
    run: (ids) => syncAccounts(accountsOf(ids)),
  },
  'export-secrets': {
    icon: 'export',
    isApart: true,
    run: (keys) => openDialog({ kind: 'export-secrets', keys }),
  },
  'export-csv': { icon: 'export', run: (ids) => void exportKeys(ids, 'csv') },
  'export-json': { icon: 'export', run: (ids) => void exportKeys(ids, 'json') },
  'disable-keys': {
    icon: 'disabled',
    isApart: true,
    run: (keys) => openDialog({ kind: 'disable-keys', keys }),
  },
  'delete-keys': {
    icon: 'trash',
    isDanger: true,
    run: (keys) => openDialog({ kind: 'delete-keys', keys }),
  },
  'clear-selection': { icon: 'clear', isApart: true, run: clearSelection },
}

/** One command for these keys, whether or not it applies. */
export const commandForKeys = (id: KeysCommandId, keys: readonly KeyId[]): Command =>
  commandFrom(TABLE, id, keys)

/** The commands that apply to these keys, in menu order. */
export const commandsForKeys = (keys: readonly KeyId[]): readonly Command[] => commandsFrom(TABLE, keys)
