/** Shows an account's list as its description reads it. The user compares it with the provider's console and unlocks creating and deleting. */
import { useCallback } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import type { ListReview, ReviewRow } from '../../../shared/contract/descriptions.ts'
import type { AccountId, AccountRow } from '../../../shared/model/model.ts'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { TableHead } from '../../parts/table-head.tsx'
import { Day } from '../../parts/time.tsx'
import { useAnswer } from '../../parts/use-answer.ts'
import { useTask } from '../../parts/use-task.ts'
import { call } from '../../vault/bridge.ts'
import { useAccount, useProvider, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { reviewMessages } from './described-messages.ts'

export function ReviewDialog({ id }: { readonly id: AccountId }) {
  const account = useAccount(id)
  const metadata = useProvider(account?.provider)
  if (account === undefined || metadata?.described === undefined) return <MissingDialog what="account" />
  return <Review account={account} metadata={metadata} />
}

interface Props {
  readonly account: AccountRow
  readonly metadata: ProviderMetadata
}

function Review({ account: { id, name }, metadata }: Props) {
  const ask = useCallback(() => call('description:review', { account: id }), [id])
  const { value, error, reload } = useAnswer(ask)
  const now = useVault((state) => state.now)
  const { id: provider } = metadata
  const locked = metadata.described?.locked ?? []
  const task = useTask()
  const say = (input: Input<'description:confirm-list'>, text: string) =>
    void task.run(
      () => call('description:confirm-list', input),
      () => {
        closeDialog()
        toast({ tone: 'good', text, about: metadata.name })
      },
    )
  const mayBeEmpty = locked.includes('create')
  return (
    <Dialog
      title={reviewMessages.title(name)}
      size="large"
      onClose={closeDialog}
      mayClose={!task.isRunning}
      footer={
        <>
          <Button onPress={closeDialog}>{commonMessages.cancel}</Button>
          <Button
            looks="quiet"
            icon="edit"
            onPress={() => openDialog({ kind: 'describe-provider', provider })}
          >
            {reviewMessages.change}
          </Button>
          <Statement
            review={error === undefined ? value : undefined}
            mayBeEmpty={mayBeEmpty}
            isRunning={task.isRunning}
            onConfirm={() => say({ provider }, reviewMessages.done(locked))}
            onEmpty={() => say({ provider, hasNoKeys: true }, reviewMessages.noKeysDone)}
          />
        </>
      }
    >
      <p>{reviewMessages.lead(metadata.name)}</p>
      {value === undefined && error === undefined && (
        <p className="row soft">
          <Spinner label={reviewMessages.reading(metadata.name)} />
          <span aria-hidden="true">{reviewMessages.reading(metadata.name)}</span>
        </p>
      )}
      {error !== undefined && (
        <ErrorNotice
          error={error}
          provider={metadata.name}
          now={now}
          actions={
            <Button size="small" onPress={reload}>
              {reviewMessages.again}
            </Button>
          }
        />
      )}
      {value !== undefined && error === undefined && (
        <Found review={value} mayBeEmpty={mayBeEmpty} onAgain={reload} />
      )}
      {task.error !== undefined && (
        <InView>
          <ErrorNotice error={task.error} />
        </InView>
      )}
    </Dialog>
  )
}

interface StatementProps {
  /** `undefined` while no list is loaded. */
  readonly review: ListReview | undefined
  readonly mayBeEmpty: boolean
  readonly isRunning: boolean
  readonly onConfirm: () => void
  readonly onEmpty: () => void
}

/** The user's possible answers about the shown list. */
function Statement({ review, mayBeEmpty, isRunning, onConfirm, onEmpty }: StatementProps) {
  const isEmpty = review?.total === 0
  if (isEmpty && mayBeEmpty)
    return (
      <Button icon="check" isPending={isRunning} onPress={onEmpty}>
        {reviewMessages.noKeys}
      </Button>
    )
  return (
    <Button
      looks="primary"
      icon="check"
      isPending={isRunning}
      isDisabled={review === undefined || isEmpty}
      onPress={onConfirm}
    >
      {reviewMessages.confirm}
    </Button>
  )
}

interface FoundProps {
  readonly review: ListReview
  /** The user can unlock creating by confirming that there are no keys yet. */
  readonly mayBeEmpty: boolean
  readonly onAgain: () => void
}

function Found({ review: { rows, total }, mayBeEmpty, onAgain }: FoundProps) {
  if (rows.length === 0)
    return (
      <Notice
        tone="warn"
        title={reviewMessages.none}
        actions={
          <Button size="small" onPress={onAgain}>
            {reviewMessages.again}
          </Button>
        }
      >
        {reviewMessages.noneDetail} {mayBeEmpty && reviewMessages.noKeysDetail}
      </Notice>
    )
  const columns = COLUMNS.filter(
    (column) => ALWAYS.has(column) || rows.some((row) => row[column] !== undefined),
  )
  return (
    <>
      <div className="rows-scroll" role="region" aria-label={reviewMessages.table} tabIndex={0}>
        <table className="rows-table">
          <TableHead columns={columns.map((column) => reviewMessages.columns[column])} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {columns.map((column) => (
                  <td key={column}>{cellOf(row, column)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="soft" role="status">
        {reviewMessages.count(rows.length, total)}
      </p>
    </>
  )
}

type Column = keyof ReviewRow

const COLUMNS: readonly Column[] = ['name', 'id', 'handle', 'expires', 'lastUsedAt', 'createdAt']
/** Always shown: the user should also see that an expiry was not read. */
const ALWAYS: ReadonlySet<Column> = new Set(['name', 'id', 'expires'])

function cellOf(row: ReviewRow, column: Column) {
  switch (column) {
    case 'name':
      return <bdi className="wrap selectable">{row.name}</bdi>
    case 'id':
    case 'handle':
      return <bdi className="mono wrap selectable">{row[column] ?? reviewMessages.unknown}</bdi>
    case 'expires':
      return row.expires === undefined ? reviewMessages.unknown : dayOf(row.expires.at, reviewMessages.never)
    case 'lastUsedAt':
    case 'createdAt':
      return dayOf(row[column], reviewMessages.unknown)
  }
}

const dayOf = (at: number | undefined, otherwise: string) => (at === undefined ? otherwise : <Day at={at} />)
