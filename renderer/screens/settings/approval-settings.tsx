/** The programs that may use secrets without asking, and those that the user denied. Programs chose their names, so each has its own direction. */
import type { ReactNode } from 'react'
import type {
  ApprovalKey,
  ApprovalRow,
  AskingProgram,
  DenialRow,
} from '../../../shared/contract/approvals.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { useTask } from '../../parts/use-task.ts'
import { call } from '../../vault/bridge.ts'
import { toast } from '../../vault/toasts.ts'
import { approvalMessages, untilWords } from './approval-messages.ts'
import { useApprovals } from './use-approvals.ts'

export function ApprovalSettings() {
  const { list, error } = useApprovals()
  if (error !== undefined) return <ErrorNotice error={error} tone="warn" />
  if (list === undefined) return <Spinner label={approvalMessages.looking} />
  if (list.approvals.length === 0) return <p className="soft">{approvalMessages.none}</p>
  return list.approvals.map((one) => <Approval key={one.id} approval={one} hasLock={list.hasLock} />)
}

function Approval({ approval, hasLock }: { readonly approval: ApprovalRow; readonly hasLock: boolean }) {
  const { id, asking, keys, isForAgent } = approval
  const task = useTask()
  const revoke = () =>
    void task.run(
      () => call('approval:revoke', { id }),
      () => toast({ tone: 'good', text: approvalMessages.revoked, detail: asking.name }),
    )
  return (
    <Answer asking={asking} keys={keys} label={approvalMessages.revokeOf(asking.name)}>
      <span className="soft">{untilWords(approval, hasLock)}</span>
      {isForAgent && <span className="soft">{approvalMessages.agent}</span>}
      <div className="row">
        <Button isPending={task.isRunning} onPress={revoke}>
          {approvalMessages.revoke}
        </Button>
      </div>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </Answer>
  )
}

export function DenialSettings() {
  const { list, error } = useApprovals()
  if (error !== undefined) return <ErrorNotice error={error} tone="warn" />
  if (list === undefined) return <Spinner label={approvalMessages.looking} />
  if (list.denials.length === 0) return <p className="soft">{approvalMessages.noneDenied}</p>
  return list.denials.map((one) => <Denial key={one.id} denial={one} />)
}

function Denial({ denial: { id, asking, keys } }: { readonly denial: DenialRow }) {
  const task = useTask()
  const forget = () =>
    void task.run(
      () => call('approval:forget-denial', { id }),
      () => toast({ tone: 'good', text: approvalMessages.mayAsk, detail: asking.name }),
    )
  return (
    <Answer asking={asking} keys={keys} label={approvalMessages.askAgainOf(asking.name)}>
      <div className="row">
        <Button isPending={task.isRunning} onPress={forget}>
          {approvalMessages.askAgain}
        </Button>
      </div>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </Answer>
  )
}

interface AnswerProps {
  readonly asking: AskingProgram
  readonly keys: readonly ApprovalKey[]
  readonly label: string
  readonly children: ReactNode
}

function Answer({ asking, keys, label, children }: AnswerProps) {
  const { name, folder, parents } = asking
  return (
    <section className="form" aria-label={label}>
      <strong className="wrap">
        <bdi>{name}</bdi>
      </strong>
      {folder !== undefined && (
        <span className="soft wrap">
          <bdi>{approvalMessages.in(folder)}</bdi>
        </span>
      )}
      {parents.length > 0 && (
        <span className="soft wrap">
          <bdi>{approvalMessages.startedBy(parents)}</bdi>
        </span>
      )}
      <span className="wrap">
        <bdi>{approvalMessages.keys(keys)}</bdi>
      </span>
      {children}
    </section>
  )
}
