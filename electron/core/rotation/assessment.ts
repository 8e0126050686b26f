/** Assesses an operation with an unknown outcome, from a check at the provider. Pure. */
import type { Instant, KeyId } from '../../../shared/model/model.ts'
import type { Assessment } from '../../../shared/model/operation.ts'
import { normalText } from '../sync/normal-form.ts'
import type { KeyRecord, OperationRecord } from '../ports/store.ts'

/** "No change found" needs a second check at least this long after the deadline, since reads may lag. */
export const SECOND_CHECK_AFTER_MS = 60_000
/** Tolerance for comparing times of two clocks, which may drift apart between two readings. */
const CLOCK_TOLERANCE_MS = 120_000

export interface ProviderCheck {
  /** The time of the check, by the provider's clock if the provider reports it. */
  readonly at: Instant
  /** The time of the check, by this machine's clock. */
  readonly now: Instant
  /** The keys in a complete list of the operation's scope that have the operation's name or address. */
  readonly listed: readonly KeyRecord[]
  readonly reportsRenewal: boolean
  /** The listed keys that were first seen after the request: the only evidence if keys have no dates. */
  readonly appeared?: ReadonlySet<KeyId>
  /** The list omits some keys by design, so a missing key is no evidence either. */
  readonly isPartial?: boolean
}

export type Assessed = Pick<OperationRecord, 'assessment' | 'checks'>

const MAKES_A_KEY: readonly OperationRecord['kind'][] = ['create', 'replace']

export function assess(operation: OperationRecord, check: ProviderCheck): Assessed {
  const { kind, checks } = operation
  if (MAKES_A_KEY.includes(kind)) return assessCreate(operation, check)
  if (kind !== 'regenerate' || !check.reportsRenewal || operation.before === undefined)
    return { assessment: { state: 'cannot-tell' }, checks }
  const { remoteId, createdAt } = operation.before
  const now = check.listed.find((key) => key.remoteId === remoteId)
  if (now === undefined) return { assessment: movedAway(operation, check), checks }
  if (now.createdAt === undefined || createdAt === undefined)
    return { assessment: { state: 'cannot-tell' }, checks } // nothing to compare
  if (now.createdAt !== createdAt) return { assessment: renewed(now.createdAt), checks }
  return unchanged(operation, check)
}

function assessCreate(operation: OperationRecord, check: ProviderCheck): Assessed {
  const [orphan] = successors(operation, check)
  // A key without a creation time may be an old one of the same name that is in use: it must not be offered for deletion.
  const isUndated = alike(operation, check).some(({ createdAt }) => createdAt === undefined)
  if (orphan === undefined && isUndated)
    return { assessment: { state: 'cannot-tell' }, checks: operation.checks }
  if (orphan === undefined) return unchanged(operation, check)
  const { id, handle, createdAt } = orphan
  return { assessment: orphanAssessment(id, handle, createdAt), checks: operation.checks }
}

/** Keys with the operation's name whose secret Keyhold does not hold. */
function alike({ name, overlap }: OperationRecord, { listed }: ProviderCheck): readonly KeyRecord[] {
  const wanted = normalText(name)
  return listed.filter(
    (key) => normalText(key.name) === wanted && key.version === 0 && key.id !== overlap?.old,
  )
}

/** The similar keys that were made since the request: by the provider's clock, or because they were not listed before. */
function successors(operation: OperationRecord, check: ProviderCheck): readonly KeyRecord[] {
  const behindMs = check.now - check.at
  const madeSince = operation.startedAt - behindMs - CLOCK_TOLERANCE_MS
  return alike(operation, check).filter(({ id, createdAt }) =>
    createdAt === undefined ? check.appeared?.has(id) === true : createdAt >= madeSince,
  )
}

/** The address no longer exists. The key that replaced it is named only if there is exactly one candidate: with more, some belong to others. */
function movedAway(operation: OperationRecord, check: ProviderCheck): Assessment {
  const [heir, ...others] = successors(operation, check)
  return { ...renewed(heir?.createdAt), ...(heir && others.length === 0 && { key: heir.id }) }
}

function unchanged(
  { deadline, checks }: OperationRecord,
  { at, isPartial = false }: ProviderCheck,
): Assessed {
  const secondCheckAt = deadline + SECOND_CHECK_AFTER_MS
  const all = [...checks.slice(0, 1), at] // only the first and the newest check count
  const settled = all.length >= 2 && at >= secondCheckAt
  if (settled) return { assessment: { state: isPartial ? 'cannot-tell' : 'no-sign' }, checks: all }
  return { assessment: { state: 'checking', nextCheckAt: secondCheckAt }, checks: all }
}

const renewed = (at: Instant | undefined): Assessment => ({
  state: 'renewed',
  ...(at !== undefined && { at }),
})

const orphanAssessment = (key: KeyId, handle: string | undefined, at: Instant | undefined): Assessment => ({
  state: 'orphan',
  key,
  ...(handle !== undefined && { handle }),
  ...(at !== undefined && { at }),
})
