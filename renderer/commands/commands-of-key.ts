/** The commands for one key, with their labels, icons and actions. Menus, the palette and the panel's buttons draw these. */
import { commandFacts } from '../../shared/desktop/commands.ts'
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { openDetail, openDialog, showScreen } from '../app/page-actions.ts'
import { isMac } from '../app/platform.ts'
import type { IconName } from '../parts/icons.ts'
import { focusName } from '../screens/detail/name-focus.ts'
import { toast } from '../vault/toasts.ts'
import { toggleFavourite } from '../vault/local-edits.ts'
import { copyKey, openLink } from '../vault/vault-commands.ts'
import { commonMessages } from '../messages/common-messages.ts'
import type { Command } from './command.ts'
import { commandMessages } from './commands-messages.ts'
import { copyText } from './copy-text.ts'
import { keyCommands, type KeyCommandId } from './key-commands.ts'
import { commandShortcut } from './shortcuts.ts'

const ICONS: Record<KeyCommandId, IconName> = {
  open: 'key',
  copy: 'copy',
  'copy-handle': 'copy',
  'copy-variable': 'environment',
  'copy-console': 'external',
  replace: 'replace',
  regenerate: 'regenerate',
  paste: 'paste',
  edit: 'edit',
  enable: 'active',
  disable: 'disabled',
  snooze: 'snooze',
  rename: 'edit',
  console: 'external',
  favourite: 'favourite',
  create: 'add',
  revoke: 'trash',
  delete: 'trash',
}

type Words = (row: KeyRow, provider: string) => string

/** Labels that depend on the key or its provider; the other commands use the label in the command list. */
const WORDS: Partial<Record<KeyCommandId, Words>> = {
  paste: ({ secret }) => (secret === 'missing' ? commandMessages.addSecret : commandFacts('paste').words),
  edit: (_, provider) => commandMessages.editAt(provider),
  enable: (_, provider) => commandMessages.enableAt(provider),
  disable: (_, provider) => commandMessages.disableAt(provider),
  favourite: ({ favourite }) =>
    favourite ? commandMessages.removeFavourite : commandFacts('favourite').words,
  revoke: (_, provider) => commandMessages.deleteAt(provider),
}

const ENDS: readonly KeyCommandId[] = ['revoke', 'delete']
/** The first command of each section of a menu. */
const APART: readonly KeyCommandId[] = ['replace', 'rename', ...ENDS]

function openPanel({ id }: KeyRow): void {
  showScreen('keys')
  openDetail(id)
}

/** Renames a manual key in its panel. The name of any other key is changed at its provider, in the edit dialog. */
function rename(row: KeyRow): void {
  if (row.account !== undefined) {
    openDialog({ kind: 'edit-key', key: row.id })
    return
  }
  openPanel(row)
  setTimeout(focusName) // after the panel is drawn
}

type CopiedText = keyof typeof commandMessages.copied

function copyPlain(id: CopiedText, text: string, { name }: KeyRow): void {
  if (copyText(text)) toast({ tone: 'good', text: commandMessages.copied[id], about: name })
  else toast({ tone: 'bad', text: commandMessages.notCopied, detail: commandMessages.notCopiedDetail })
}

const ACTIONS: Record<KeyCommandId, (row: KeyRow) => void> = {
  open: openPanel,
  copy: (row) => void copyKey(row),
  'copy-handle': (row) => copyPlain('copy-handle', row.handle ?? '', row),
  'copy-variable': (row) => copyPlain('copy-variable', row.environment, row),
  'copy-console': (row) => copyPlain('copy-console', row.consoleUrl, row),
  replace: ({ id }) => openDialog({ kind: 'replace', key: id }),
  regenerate: ({ id }) => openDialog({ kind: 'regenerate', key: id }),
  paste: ({ id }) => openDialog({ kind: 'paste', key: id }),
  edit: ({ id }) => openDialog({ kind: 'edit-key', key: id }),
  enable: ({ id }) => openDialog({ kind: 'switch', key: id, enabled: true }),
  disable: ({ id }) => openDialog({ kind: 'switch', key: id, enabled: false }),
  snooze: ({ id }) => openDialog({ kind: 'snooze', key: id }),
  rename,
  console: ({ id }) => void openLink({ to: 'key-console', key: id }),
  favourite: (row) => void toggleFavourite(row),
  create: ({ account }) => openDialog({ kind: 'create-key', ...(account !== undefined && { account }) }),
  revoke: ({ id }) => openDialog({ kind: 'revoke', key: id }),
  delete: ({ id }) => openDialog({ kind: 'delete', key: id }),
}

/** One command for this key, whether or not it applies. */
export function commandForKey(
  id: KeyCommandId,
  row: KeyRow,
  metadata: ProviderMetadata | undefined,
): Command {
  const provider = metadata?.name ?? commonMessages.itsProvider
  return {
    id,
    words: WORDS[id]?.(row, provider) ?? commandFacts(id).words,
    icon: ICONS[id],
    shortcut: commandShortcut(id, isMac),
    isDanger: ENDS.includes(id),
    isApart: APART.includes(id),
    run: () => ACTIONS[id](row),
  }
}

/** The commands that apply to this key, in menu order. */
export const commandsForKey = (row: KeyRow, metadata: ProviderMetadata | undefined): readonly Command[] =>
  keyCommands(row, metadata).map((id) => commandForKey(id, row, metadata))
