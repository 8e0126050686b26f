/** What a look at the provider tells about an operation whose outcome is unknown. Pure. */
import type { Instant, KeyId } from '../../shared/model.ts'
import type { Verdict } from '../../shared/operation.ts'
import type { KeyRecord, OperationRecord } from './ports/store.ts'

/** "No sign that it happened" needs a second look at least this long after the deadline, since reads may lag. */
export const SECOND_LOOK_AFTER_MS = 60_000
/** A provider's clock and ours may differ by this much before an orphan is no longer recognised by its time. */
const CLOCK_TOLERANCE_MS = 120_000

export interface Look {
  /** When, by the provider's clock where it tells it. */
  readonly at: Instant
  /** Every key of the operation's scope that a complete list held. */
  readonly listed: readonly KeyRecord[]
  readonly tellsRenewal: boolean
}

export type Judged = Pick<OperationRecord, 'verdict' | 'looks'>

export function judge(operation: OperationRecord, look: Look): Judged {
  const { kind, looks } = operation
  if (kind === 'create') return judgeCreate(operation, look)
  if (kind !== 'regenerate' || !look.tellsRenewal || operation.before === undefined)
    return { verdict: { state: 'cannot-tell' }, looks }
  const { remoteId, createdAt } = operation.before
  const now = look.listed.find((key) => key.remoteId === remoteId)
  if (now === undefined) return { verdict: renewed(successor(operation, look)?.createdAt), looks }
  if (now.createdAt !== createdAt) return { verdict: renewed(now.createdAt), looks }
  return unchanged(operation, look)
}

function judgeCreate(operation: OperationRecord, look: Look): Judged {
  const orphan = successor(operation, look)
  if (orphan === undefined) return unchanged(operation, look)
  const { id, handle, createdAt } = orphan
  return { verdict: orphanVerdict(id, handle, createdAt), looks: operation.looks }
}

/** A key with the operation's name whose secret nobody here has, made since the request. */
function successor({ name, startedAt }: OperationRecord, { listed }: Look): KeyRecord | undefined {
  return listed.find(
    (key) =>
      key.name === name &&
      key.version === 0 &&
      (key.createdAt ?? startedAt) >= startedAt - CLOCK_TOLERANCE_MS,
  )
}

function unchanged({ deadline, looks }: OperationRecord, { at }: Look): Judged {
  const secondLookAt = deadline + SECOND_LOOK_AFTER_MS
  const all = [...looks, at]
  const settled = all.length >= 2 && at >= secondLookAt
  return {
    verdict: settled ? { state: 'no-sign' } : { state: 'checking', nextLookAt: secondLookAt },
    looks: all,
  }
}

const renewed = (at: Instant | undefined): Verdict => ({ state: 'renewed', ...(at !== undefined && { at }) })

const orphanVerdict = (key: KeyId, handle: string | undefined, at: Instant | undefined): Verdict => ({
  state: 'orphan',
  key,
  ...(handle !== undefined && { handle }),
  ...(at !== undefined && { at }),
})
