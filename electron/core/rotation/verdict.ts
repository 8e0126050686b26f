/** What a look at the provider tells about an operation whose outcome is unknown. Pure. */
import type { Instant, KeyId } from '../../../shared/model/model.ts'
import type { Verdict } from '../../../shared/model/operation.ts'
import { normalText } from '../sync/normal-form.ts'
import type { KeyRecord, OperationRecord } from '../ports/store.ts'

/** "No change found" needs a second look at least this long after the deadline, since reads may lag. */
export const SECOND_LOOK_AFTER_MS = 60_000
/** Two readings of two clocks are compared; so much they may drift apart between them. */
const CLOCK_TOLERANCE_MS = 120_000

export interface Look {
  /** When, by the provider's clock where it tells it. */
  readonly at: Instant
  /** When, by ours. */
  readonly now: Instant
  /** What a complete list of the operation's scope held under its name or address. */
  readonly listed: readonly KeyRecord[]
  readonly tellsRenewal: boolean
  /** Those of them that were seen for the first time since the request: all there is to go by where keys have no dates. */
  readonly appeared?: ReadonlySet<KeyId>
  /** The list leaves keys out by its nature, so that none in it is no sign either. */
  readonly isPartial?: boolean
}

export type Judged = Pick<OperationRecord, 'verdict' | 'looks'>

const MAKES_A_KEY: readonly OperationRecord['kind'][] = ['create', 'replace']

export function judge(operation: OperationRecord, look: Look): Judged {
  const { kind, looks } = operation
  if (MAKES_A_KEY.includes(kind)) return judgeCreate(operation, look)
  if (kind !== 'regenerate' || !look.tellsRenewal || operation.before === undefined)
    return { verdict: { state: 'cannot-tell' }, looks }
  const { remoteId, createdAt } = operation.before
  const now = look.listed.find((key) => key.remoteId === remoteId)
  if (now === undefined) return { verdict: movedAway(operation, look), looks }
  if (now.createdAt === undefined || createdAt === undefined)
    return { verdict: { state: 'cannot-tell' }, looks } // nothing to compare
  if (now.createdAt !== createdAt) return { verdict: renewed(now.createdAt), looks }
  return unchanged(operation, look)
}

function judgeCreate(operation: OperationRecord, look: Look): Judged {
  const [orphan] = successors(operation, look)
  // A key without a time may be an old one of the same name, which somebody uses: nothing to offer for deletion.
  const isUndated = alike(operation, look).some(({ createdAt }) => createdAt === undefined)
  if (orphan === undefined && isUndated) return { verdict: { state: 'cannot-tell' }, looks: operation.looks }
  if (orphan === undefined) return unchanged(operation, look)
  const { id, handle, createdAt } = orphan
  return { verdict: orphanVerdict(id, handle, createdAt), looks: operation.looks }
}

/** Keys with the operation's name whose secret nobody here has. */
function alike({ name, overlap }: OperationRecord, { listed }: Look): readonly KeyRecord[] {
  const wanted = normalText(name)
  return listed.filter(
    (key) => normalText(key.name) === wanted && key.version === 0 && key.id !== overlap?.old,
  )
}

/** Those of them that were made since the request: by the provider's clock, or because they were not there before. */
function successors(operation: OperationRecord, look: Look): readonly KeyRecord[] {
  const behindMs = look.now - look.at
  const madeSince = operation.startedAt - behindMs - CLOCK_TOLERANCE_MS
  return alike(operation, look).filter(({ id, createdAt }) =>
    createdAt === undefined ? look.appeared?.has(id) === true : createdAt >= madeSince,
  )
}

/** Its address is gone. Only where one key alone may be the same is it said which: the others are somebody's. */
function movedAway(operation: OperationRecord, look: Look): Verdict {
  const [heir, ...others] = successors(operation, look)
  return { ...renewed(heir?.createdAt), ...(heir && others.length === 0 && { key: heir.id }) }
}

function unchanged({ deadline, looks }: OperationRecord, { at, isPartial = false }: Look): Judged {
  const secondLookAt = deadline + SECOND_LOOK_AFTER_MS
  const all = [...looks.slice(0, 1), at] // the first and the newest are all that counts
  const settled = all.length >= 2 && at >= secondLookAt
  if (settled) return { verdict: { state: isPartial ? 'cannot-tell' : 'no-sign' }, looks: all }
  return { verdict: { state: 'checking', nextLookAt: secondLookAt }, looks: all }
}

const renewed = (at: Instant | undefined): Verdict => ({ state: 'renewed', ...(at !== undefined && { at }) })

const orphanVerdict = (key: KeyId, handle: string | undefined, at: Instant | undefined): Verdict => ({
  state: 'orphan',
  key,
  ...(handle !== undefined && { handle }),
  ...(at !== undefined && { at }),
})
