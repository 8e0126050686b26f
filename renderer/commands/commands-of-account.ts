/** The commands for an account, in menu order. Used by the head above its keys, its menu in the sidebar, and the palette. */
import type { CommandId } from '../../shared/desktop/commands.ts'
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { AccountRow } from '../../shared/model/model.ts'
import { openDialog } from '../app/page-actions.ts'
import { useVault } from '../vault/store.ts'
import { openLink, sync } from '../vault/vault-commands.ts'
import type { Command } from './command.ts'
import { commandsFrom, type CommandTable } from './command-table.ts'

type Metadata = ProviderMetadata | undefined

interface Subject {
  readonly account: AccountRow
  readonly metadata: Metadata
}

/** Whether the user can review and confirm the list of a provider that the user described: something is still locked until then. */
const isReviewable = (metadata: Metadata): boolean =>
  metadata?.described?.state === 'unconfirmed' || metadata?.described?.state === 'empty'

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

const TABLE: CommandTable<AccountCommandId, Subject> = {
  'sync-account': {
    icon: 'sync',
    applies: ({ account }) => account.sync.state !== 'running',
    run: ({ account: { id } }) => void sync(id),
  },
  'create-in-account': {
    icon: 'add',
    applies: ({ metadata }) => metadata?.can.create === true,
    run: ({ account: { id } }) => openDialog({ kind: 'create-key', account: id }),
  },
  'account-console': {
    icon: 'external',
    run: ({ account: { provider } }) => void openLink({ to: 'provider-console', provider }),
  },
  'account-docs': {
    icon: 'external',
    run: ({ account: { provider } }) => void openLink({ to: 'provider-docs', provider }),
  },
  'edit-account': {
    icon: 'edit',
    isApart: true,
    run: ({ account: { id } }) => openDialog({ kind: 'change-account', account: id }),
  },
  'review-list': {
    icon: 'check',
    applies: ({ metadata }) => isReviewable(metadata),
    run: ({ account: { id } }) => openDialog({ kind: 'review-list', account: id }),
  },
  'edit-description': {
    icon: 'settings',
    applies: ({ metadata }) => metadata?.described !== undefined,
    run: ({ metadata }) => {
      if (metadata !== undefined) openDialog({ kind: 'describe-provider', provider: metadata.id })
    },
  },
  'remove-account': {
    icon: 'trash',
    isDanger: true,
    run: ({ account: { id } }) => openDialog({ kind: 'remove-account', account: id }),
  },
}

export const commandsOfAccount = (account: AccountRow): readonly Command[] =>
  commandsFrom(TABLE, { account, metadata: useVault.getState().providers.get(account.provider) })
