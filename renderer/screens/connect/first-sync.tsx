/** The first sync of a new account: how far it is, and how it went. */
import type { Output } from '../../../shared/contract/contract.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { AccountId, SyncState } from '../../../shared/model/model.ts'
import { closeDialog, showView } from '../../app/page-actions.ts'
import { errorOf } from '../../messages/errors.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Progress, Spinner } from '../../parts/progress.tsx'
import { Button } from '../../parts/button.tsx'
import { useAccount, useProvider, useVault } from '../../vault/store.ts'
import { sync } from '../../vault/vault-commands.ts'
import { TestReportView } from './test-report.tsx'

interface Props {
  readonly id: AccountId
}

interface ConnectedProps {
  readonly connected: Output<'account:connect'>
}

/** `report` is missing where the account was saved untested. */
export function Connected({ connected: { account: id, report } }: ConnectedProps) {
  const name = useAccount(id)?.name ?? 'The account'
  const state = useAccount(id)?.sync.state ?? 'never'
  return (
    <Dialog
      title={connectedTitle(name, state, report !== undefined)}
      onClose={closeDialog}
      footer={<FirstSyncButtons id={id} />}
    >
      {report !== undefined && <TestReportView report={report} />}
      <FirstSync id={id} />
    </Dialog>
  )
}

/** Connected is what a test or a sync has shown, nothing else. */
export function connectedTitle(name: string, state: SyncState['state'], isTested: boolean): string {
  if (state === 'failed') return `${name} saved, but never synced`
  return isTested || state === 'done' ? `${name} connected` : `${name} saved, not tested yet`
}

function FirstSync({ id }: Props) {
  const account = useAccount(id)
  const sync = account?.sync ?? { state: 'never' }
  switch (sync.state) {
    case 'never':
      return (
        <p className="row">
          <Spinner label="Waiting for the first sync" /> The first sync starts…
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
      <Progress label="Keys found" value={progress?.seen ?? 0} max={progress?.total} />
      <p className="soft">You can close this window; the sync continues.</p>
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
          Sync again
        </Button>
      }
    />
  )
}

function Found({ id }: Props) {
  const noun = useProvider(useAccount(id)?.provider)?.keyNoun ?? 'key'
  const count = useVault(({ counts }) => counts.accounts.get(id) ?? 0)
  return (
    <div className="outcome-head good" role="status">
      <Icon of="active" className="good" />
      <h3 className="wrap">{count === 0 ? `No ${noun} there yet` : keysWords(count, noun)}</h3>
    </div>
  )
}

const keysWords = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'} found`

function FirstSyncButtons({ id }: Props) {
  const account = useAccount(id)
  return (
    <>
      <Button onPress={closeDialog}>Close</Button>
      <Button
        looks="primary"
        icon="key"
        autoFocus
        onPress={() => {
          closeDialog()
          showView({ kind: 'account', account: id })
        }}
      >
        {`${account?.sync.state === 'failed' ? 'Show' : 'Show keys of'} ${account?.name ?? 'the account'}`}
      </Button>
    </>
  )
}
