/** The first sync of a new account: how far it is, and how it went. */
import type { AppError } from '../../../shared/errors.ts'
import type { AccountId } from '../../../shared/model.ts'
import { closeDialog, showView } from '../../acts.ts'
import { errorOf } from '../../errors.ts'
import { Icon } from '../../parts/icon.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Progress, Spinner } from '../../parts/progress.tsx'
import { Button } from '../../parts/button.tsx'
import { useAccount, useProvider, useVault } from '../../store.ts'
import { sync } from '../../vault-acts.ts'

interface Props {
  readonly id: AccountId
}

export function FirstSync({ id }: Props) {
  const account = useAccount(id)
  const sync = account?.sync ?? { state: 'never' }
  switch (sync.state) {
    case 'never':
      return (
        <p className="row">
          <Spinner label="Waiting for the first sync" /> Connected. The first sync begins…
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
      <p className="soft">You can close this; it goes on.</p>
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

export function FirstSyncButtons({ id }: Props) {
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
        {`Show keys of ${account?.name ?? 'the account'}`}
      </Button>
    </>
  )
}
