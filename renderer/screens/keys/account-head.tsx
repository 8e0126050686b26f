/** The head above an account's keys: the last sync, its problems, and the commands for the account. */
import type { AccountRow } from '../../../shared/model/model.ts'
import { DAY_MS, durationWords } from '../../../shared/expiry/expiry.ts'
import { openDialog } from '../../app/page-actions.ts'
import { commandsOfAccount } from '../../commands/commands-of-account.ts'
import { menuEntries } from '../../commands/menu-entries.ts'
import { errorOf } from '../../messages/errors.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { MenuButton } from '../../parts/menu.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Progress } from '../../parts/progress.tsx'
import { Ago, Moment } from '../../parts/time.tsx'
import { useProvider, useVault } from '../../vault/store.ts'
import { neverSyncedWords } from '../../messages/never-synced.ts'
import { cancelSync, sync } from '../../vault/vault-commands.ts'
import { LockedNotice } from '../describe/locked-notice.tsx'
import { accountHeadMessages, accountTroubleMessages } from './account-head-messages.ts'

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
        <MenuButton
          label={accountHeadMessages.menu(account.name)}
          entries={menuEntries(commandsOfAccount(account))}
        />
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
