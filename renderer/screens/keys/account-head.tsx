/** The head above an account's keys: the last sync, its problems, and the commands for the account. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { AccountId, AccountRow } from '../../../shared/model/model.ts'
import { DAY_MS, durationWords } from '../../../shared/expiry/expiry.ts'
import { openDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { errorOf } from '../../messages/errors.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { MenuButton, type MenuEntry } from '../../parts/menu.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Progress } from '../../parts/progress.tsx'
import { Ago, Moment } from '../../parts/time.tsx'
import { useProvider, useVault } from '../../vault/store.ts'
import { toastError } from '../../vault/toasts.ts'
import { neverSyncedWords } from '../../messages/never-synced.ts'
import { cancelSync, sync } from '../../vault/vault-commands.ts'
import { LockedNotice } from '../describe/locked-notice.tsx'
import { accountHeadMessages, accountMenuMessages, accountTroubleMessages } from './account-head-messages.ts'

export function AccountHead() {
  const account = useVault(({ view, accounts }) =>
    view.kind === 'account' ? accounts.get(view.account) : undefined,
  )
  return account === undefined ? null : <Head account={account} />
}

function Head({ account }: { readonly account: AccountRow }) {
  const provider = useProvider(account.provider)
  const isSyncing = account.sync.state === 'running'
  return (
    <section className="account-head" aria-label={accountHeadMessages.label(account.name)}>
      <div className="account-line">
        <p className="cut soft">
          {provider?.name ?? account.provider}
          {' · '}
          <Freshness account={account} />
        </p>
        {isSyncing ? (
          <Button looks="quiet" size="small" onPress={() => void cancelSync(account.id)}>
            {accountHeadMessages.cancelSync}
          </Button>
        ) : (
          <IconButton
            label={accountHeadMessages.sync(account.name)}
            icon="sync"
            onPress={() => void sync(account.id)}
          />
        )}
        <MenuButton label={accountHeadMessages.menu(account.name)} entries={entriesFor(account, provider)} />
      </div>
      {isSyncing && <SyncProgress account={account} />}
      <Troubles account={account} providerName={provider?.name} />
    </section>
  )
}

function Freshness({ account: { id, asOf } }: { readonly account: AccountRow }) {
  const keys = useVault(({ counts }) => counts.accounts.get(id) ?? 0)
  if (asOf === undefined) return neverSyncedWords(keys)
  return (
    <>
      {accountHeadMessages.synced} <Ago at={asOf} />
    </>
  )
}

function SyncProgress({ account }: { readonly account: AccountRow }) {
  const progress = useVault((state) => state.syncProgress.get(account.id))
  return <Progress label={accountHeadMessages.progress} value={progress?.seen ?? 0} max={progress?.total} />
}

interface TroubleProps {
  readonly account: AccountRow
  readonly providerName: string | undefined
}

function Troubles({ account, providerName }: TroubleProps) {
  const now = useVault((state) => state.now)
  const { sync: last, clockSkewMs, warnings } = account
  return (
    <>
      {last.state === 'failed' && (
        <ErrorNotice
          tone="warn"
          error={errorOf(last.error)}
          provider={providerName}
          now={now}
          actions={
            <>
              <Button size="small" onPress={() => void sync(account.id)}>
                {accountTroubleMessages.syncAgain}
              </Button>
              <Button
                size="small"
                looks="quiet"
                onPress={() => openDialog({ kind: 'change-account', account: account.id })}
              >
                {accountTroubleMessages.edit}
              </Button>
            </>
          }
        />
      )}
      <LockedNotice account={account} />
      <CredentialEnd account={account} now={now} />
      {clockSkewMs !== undefined && (
        <Notice tone="warn" title={accountTroubleMessages.skew(clockSkewMs)}>
          {accountTroubleMessages.skewDetail}
        </Notice>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="note" title={warning} />
      ))}
    </>
  )
}

/** The warning starts this long before the credential expires, since the account cannot sync without a credential. */
const CREDENTIAL_LEAD_MS = 30 * DAY_MS

function CredentialEnd({ account, now }: { readonly account: AccountRow; readonly now: number }) {
  const at = account.credentialExpiresAt
  if (at === undefined || at - now > CREDENTIAL_LEAD_MS) return null
  const title =
    at <= now
      ? accountTroubleMessages.credentialExpired
      : accountTroubleMessages.credentialExpires(durationWords(at - now))
  return (
    <Notice
      tone="warn"
      title={title}
      actions={
        <Button size="small" onPress={() => openDialog({ kind: 'change-account', account: account.id })}>
          {accountTroubleMessages.updateCredential}
        </Button>
      }
    >
      <Moment at={at} />
    </Notice>
  )
}

function entriesFor(
  { id, provider }: AccountRow,
  metadata: ProviderMetadata | undefined,
): readonly MenuEntry[] {
  const openLink = async (to: 'provider-console' | 'provider-docs') => {
    const answer = await call('app:open-link', { to, provider })
    if (!answer.ok) toastError(answer.error)
  }
  const create: MenuEntry = {
    id: 'create',
    label: accountMenuMessages.create,
    icon: 'add',
    run: () => openDialog({ kind: 'create-key', account: id }),
  }
  return [
    ...(metadata?.can.create ? [create] : []),
    {
      id: 'console',
      label: accountMenuMessages.console,
      icon: 'external',
      run: () => void openLink('provider-console'),
    },
    {
      id: 'docs',
      label: accountMenuMessages.docs,
      icon: 'external',
      run: () => void openLink('provider-docs'),
    },
    {
      id: 'change',
      label: accountMenuMessages.edit,
      icon: 'edit',
      apart: true,
      run: () => openDialog({ kind: 'change-account', account: id }),
    },
    ...(metadata?.described === undefined ? [] : descriptionEntries(id, metadata.id, metadata.described)),
    {
      id: 'remove',
      label: accountMenuMessages.remove,
      icon: 'trash',
      danger: true,
      run: () => openDialog({ kind: 'remove-account', account: id }),
    },
  ]
}

/** Of an account whose provider the user has described. */
function descriptionEntries(
  account: AccountId,
  id: string,
  { state }: NonNullable<ProviderMetadata['described']>,
): readonly MenuEntry[] {
  const review: MenuEntry = {
    id: 'review',
    label: accountMenuMessages.review,
    icon: 'check',
    run: () => openDialog({ kind: 'review-list', account }),
  }
  return [
    ...(state === 'unconfirmed' ? [review] : []),
    {
      id: 'description',
      label: accountMenuMessages.description,
      icon: 'settings',
      run: () => openDialog({ kind: 'describe-provider', provider: id }),
    },
  ]
}
