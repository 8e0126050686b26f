/** The commands for an account, in menu order. The head above its keys, its menu in the sidebar and the palette use this. */
import { commandFacts, type CommandId } from '../../shared/desktop/commands.ts'
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { AccountRow } from '../../shared/model/model.ts'
import { openDialog } from '../app/page-actions.ts'
import { isMac } from '../app/platform.ts'
import type { IconName } from '../parts/icons.ts'
import { call } from '../vault/bridge.ts'
import { useVault } from '../vault/store.ts'
import { toastError } from '../vault/toasts.ts'
import { sync } from '../vault/vault-commands.ts'
import type { Command } from './command.ts'
import { commandShortcut } from './shortcuts.ts'

type Metadata = ProviderMetadata | undefined

interface Definition {
  readonly icon: IconName
  readonly applies?: (account: AccountRow, metadata: Metadata) => boolean
  readonly isApart?: true
  readonly isDanger?: true
  readonly run: (account: AccountRow, metadata: Metadata) => void
}

type AccountCommandId = Extract<
  CommandId,
  | 'sync-account'
  | 'create-in-account'
  | 'account-console'
  | 'account-docs'
  | 'edit-account'
  | 'review-list'
  | 'edit-description'
  | 'remove-account'
>

async function openLink(to: 'provider-console' | 'provider-docs', provider: string): Promise<void> {
  const answer = await call('app:open-link', { to, provider })
  if (!answer.ok) toastError(answer.error)
}

const DEFINITIONS: Record<AccountCommandId, Definition> = {
  'sync-account': {
    icon: 'sync',
    applies: (account) => account.sync.state !== 'running',
    run: ({ id }) => void sync(id),
  },
  'create-in-account': {
    icon: 'add',
    applies: (_, metadata) => metadata?.can.create === true,
    run: ({ id }) => openDialog({ kind: 'create-key', account: id }),
  },
  'account-console': {
    icon: 'external',
    run: ({ provider }) => void openLink('provider-console', provider),
  },
  'account-docs': { icon: 'external', run: ({ provider }) => void openLink('provider-docs', provider) },
  'edit-account': {
    icon: 'edit',
    isApart: true,
    run: ({ id }) => openDialog({ kind: 'change-account', account: id }),
  },
  'review-list': {
    icon: 'check',
    applies: (_, metadata) => metadata?.described?.state === 'unconfirmed',
    run: ({ id }) => openDialog({ kind: 'review-list', account: id }),
  },
  'edit-description': {
    icon: 'settings',
    applies: (_, metadata) => metadata?.described !== undefined,
    run: (_, metadata) => {
      if (metadata !== undefined) openDialog({ kind: 'describe-provider', provider: metadata.id })
    },
  },
  'remove-account': {
    icon: 'trash',
    isDanger: true,
    run: ({ id }) => openDialog({ kind: 'remove-account', account: id }),
  },
}

const IDS = Object.keys(DEFINITIONS) as readonly AccountCommandId[]

export function commandsOfAccount(account: AccountRow): readonly Command[] {
  const metadata = useVault.getState().providers.get(account.provider)
  return IDS.filter((id) => DEFINITIONS[id].applies?.(account, metadata) ?? true).map((id) => {
    const { icon, isApart = false, isDanger = false, run } = DEFINITIONS[id]
    return {
      id,
      words: commandFacts(id).words,
      icon,
      shortcut: commandShortcut(id, isMac),
      isApart,
      isDanger,
      run: () => run(account, metadata),
    }
  })
}
