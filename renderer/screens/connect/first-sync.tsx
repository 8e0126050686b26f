/** The first sync of a new account: its progress and its result. */
import type { Output } from '../../../shared/contract/contract.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { AccountId } from '../../../shared/model/model.ts'
import { closeDialog, showView } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { errorOf } from '../../messages/errors.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Progress, Spinner } from '../../parts/progress.tsx'
import { Button } from '../../parts/button.tsx'
import { useAccount, useProvider, useVault } from '../../vault/store.ts'
import { sync } from '../../vault/vault-commands.ts'
import { firstSyncMessages } from './connect-messages.ts'
import { TestReportView } from './test-report.tsx'

interface Props {
  readonly id: AccountId
}

interface ConnectedProps {
  readonly connected: Output<'account:connect'>
}

/** `report` is missing if the account was saved without a test. */
export function Connected({ connected: { account: id, report } }: ConnectedProps) {
  const account = useAccount(id)
  const state = account?.sync.state ?? 'never'
  return (
    <Dialog
      title={firstSyncMessages.title(account?.name, state, report !== undefined)}
      onClose={closeDialog}
      footer={<FirstSyncButtons id={id} />}
    >
      {report !== undefined && <TestReportView report={report} showsIdentity={state !== 'done'} />}
      <FirstSync id={id} />
    </Dialog>
  )
}

function FirstSync({ id }: Props) {
  const account = useAccount(id)
  const sync = account?.sync ?? { state: 'never' }
  switch (sync.state) {
    case 'never':
      return (
        <p className="row">
          <Spinner label={firstSyncMessages.waiting} /> {firstSyncMessages.starting}
        </p>
      )
    case 'running':
      return <Running id={id} />
    case 'failed':
      return <Failed id={id} error={errorOf(sync.error)} />
    case 'done':
      return <Found id={id} />
  }
}

function Running({ id }: Props) {
  const progress = useVault(({ syncProgress }) => syncProgress.get(id))
  return (
    <>
      <Progress label={firstSyncMessages.keysFound} value={progress?.seen ?? 0} max={progress?.total} />
      <p className="soft">{firstSyncMessages.mayClose}</p>
    </>
  )
}

function Failed({ id, error }: Props & { readonly error: AppError }) {
  const provider = useProvider(useAccount(id)?.provider)?.name
  const now = useVault((state) => state.now)
  return (
    <ErrorNotice
      error={error}
      provider={provider}
      now={now}
      tone="warn"
      actions={
        <Button size="small" icon="sync" onPress={() => void sync(id)}>
          {firstSyncMessages.syncAgain}
        </Button>
      }
    />
  )
}

function Found({ id }: Props) {
  const noun = useProvider(useAccount(id)?.provider)?.keyNoun
  const count = useVault(({ counts }) => counts.accounts.get(id) ?? 0)
  return (
    <div className="outcome-head good" role="status">
      <Icon of="active" className="good" />
      <h3 className="wrap">{firstSyncMessages.found(count, noun)}</h3>
    </div>
  )
}

function FirstSyncButtons({ id }: Props) {
  const account = useAccount(id)
  return (
    <>
      <Button onPress={closeDialog}>{commonMessages.close}</Button>
      <Button
        looks="primary"
        icon="key"
        autoFocus
        onPress={() => {
          closeDialog()
          showView({ kind: 'account', account: id })
        }}
      >
        {account?.sync.state === 'failed'
          ? firstSyncMessages.showAccount(account.name)
          : firstSyncMessages.showKeys(account?.name)}
      </Button>
    </>
  )
}
