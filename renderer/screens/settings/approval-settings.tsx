/** The programs that may use secrets without another approval, and those that the user denied. */
import { useId, type ReactNode } from 'react'
import type {
  ApprovalKey,
  ApprovalList,
  ApprovalRow,
  AskingProgram,
  DenialRow,
} from '../../../shared/contract/approvals.ts'
import { Button } from '../../parts/button.tsx'
import { ForeignName, ForeignNames } from '../../parts/foreign-names.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { useTask, type Task } from '../../parts/use-task.ts'
import { call } from '../../vault/bridge.ts'
import { toast } from '../../vault/toasts.ts'
import { approvalMessages, untilWords } from './approval-messages.ts'
import { Setting } from './setting.tsx'
import { SETTINGS } from './settings-messages.ts'
import { useApprovals } from './use-approvals.ts'

export function ApprovalSettings() {
  const { list, error } = useApprovals()
  if (error !== undefined) return <ErrorNotice error={error} tone="warn" />
  if (list === undefined) return <Spinner label={approvalMessages.loading} />
  return <ApprovalLists list={list} />
}

export function ApprovalLists({ list: { approvals, denials, hasLock } }: { readonly list: ApprovalList }) {
  return (
    <>
      <Setting id="approvals">
        <h4>{SETTINGS.approvals.label}</h4>
        {approvals.length === 0 && <p className="soft">{approvalMessages.none}</p>}
        {approvals.map((one) => (
          <Approval key={one.id} approval={one} hasLock={hasLock} />
        ))}
      </Setting>
      <Setting id="denials">
        <h4>{SETTINGS.denials.label}</h4>
        {denials.length === 0 && <p className="soft">{approvalMessages.noneDenied}</p>}
        {denials.map((one) => (
          <Denial key={one.id} denial={one} />
        ))}
      </Setting>
    </>
  )
}

function Approval({ approval, hasLock }: { readonly approval: ApprovalRow; readonly hasLock: boolean }) {
  const { id, asking, keys, isForAgent } = approval
  const task = useTask()
  const revoke = () =>
    void task.run(
      () => call('approval:revoke', { id }),
      () => toast({ tone: 'good', text: approvalMessages.revoked, about: asking.name }),
    )
  return (
    <Remembered
      asking={asking}
      keys={keys}
      task={task}
      end={approvalMessages.revoke}
      endOf={approvalMessages.revokeOf(asking.name)}
      onEnd={revoke}
    >
      <span className="soft">{untilWords(approval, hasLock)}</span>
      {isForAgent && <span className="soft">{approvalMessages.agent}</span>}
    </Remembered>
  )
}

function Denial({ denial: { id, asking, keys } }: { readonly denial: DenialRow }) {
  const task = useTask()
  const forget = () =>
    void task.run(
      () => call('approval:forget-denial', { id }),
      () => toast({ tone: 'good', text: approvalMessages.mayAsk, about: asking.name }),
    )
  return (
    <Remembered
      asking={asking}
      keys={keys}
      task={task}
      end={approvalMessages.askAgain}
      endOf={approvalMessages.askAgainOf(asking.name)}
      onEnd={forget}
    />
  )
}

interface RememberedProps {
  readonly asking: AskingProgram
  readonly keys: readonly ApprovalKey[]
  readonly task: Task
  /** The visible text of the button that revokes or forgets the answer, and its label, which names the program. */
  readonly end: string
  readonly endOf: string
  readonly onEnd: () => void
  readonly children?: ReactNode
}

/** An answer that the user gave on a card, with a button that revokes or forgets it. */
function Remembered({ asking, keys, task, end, endOf, onEnd, children }: RememberedProps) {
  const { name, folder, parents } = asking
  const nameId = useId()
  return (
    <section className="remembered" aria-labelledby={nameId}>
      <strong id={nameId} className="wrap">
        <ForeignName name={name} />
      </strong>
      {folder !== undefined && (
        <span className="soft wrap">
          {approvalMessages.in} <ForeignName name={folder} />
        </span>
      )}
      {parents.length > 0 && (
        <span className="soft wrap">
          {approvalMessages.startedBy} <ForeignNames names={parents} />
        </span>
      )}
      <span className="wrap">
        {approvalMessages.keys(keys.length)} <ForeignNames names={keys.map((key) => key.name)} />
      </span>
      {children}
      <div className="row">
        <Button isPending={task.isRunning} aria-label={endOf} onPress={onEnd}>
          {end}
        </Button>
      </div>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </section>
  )
}
