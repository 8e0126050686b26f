/** Decides which of many keys can be replaced with overlap, at which provider, and why the others cannot. Pure. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { isOverlap } from '../../../shared/model/overlap.ts'

type Why = 'no-account' | 'gone' | 'unable' | 'overlapping' | 'open'

export interface ProviderShare {
  readonly metadata: ProviderMetadata
  readonly keys: readonly KeyRow[]
}

export interface Refusal {
  readonly why: Why
  /** The provider's name, if the provider is the reason. */
  readonly provider?: string | undefined
  readonly keys: readonly KeyRow[]
}

export interface ReplacePlan {
  /** The keys that can be replaced, in the order of the selection. */
  readonly keys: readonly KeyRow[]
  readonly shares: readonly ProviderShare[]
  readonly refusals: readonly Refusal[]
  /** Those of `keys` that an account signs in with. */
  readonly own: readonly KeyRow[]
}

interface Facts {
  /** The provider's metadata, with the abilities of the key's own account. */
  readonly metadataOf: (row: KeyRow) => ProviderMetadata | undefined
  readonly operations: Iterable<OperationRow>
}

export function replacePlan(rows: readonly KeyRow[], { metadataOf, operations }: Facts): ReplacePlan {
  const open = new Set([...operations].filter(holdsKey).map(({ key }) => key))
  const assessed = rows.map((row) => {
    const metadata = metadataOf(row)
    return { row, metadata, why: whyNot(row, metadata, open) }
  })
  const able = assessed.filter(({ why }) => why === undefined)
  return {
    keys: able.map(({ row }) => row),
    shares: sharesOf(able),
    refusals: refusalsOf(assessed),
    own: able.map(({ row }) => row).filter(({ credentialOf }) => credentialOf !== undefined),
  }
}

/** Follows main's rule. An unknown outcome does not block a replacement, and an overlap has a reason of its own. */
const holdsKey = (operation: OperationRow) => operation.state !== 'unknown' && !isOverlap(operation)

function whyNot(
  row: KeyRow,
  metadata: ProviderMetadata | undefined,
  open: ReadonlySet<KeyId>,
): Why | undefined {
  if (row.account === undefined) return 'no-account'
  if (row.goneSince !== undefined) return 'gone'
  if (metadata?.can.replace !== true) return 'unable'
  if (row.overlap !== undefined) return 'overlapping'
  return open.has(row.id) ? 'open' : undefined
}

interface Assessed {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
  readonly why: Why | undefined
}

function sharesOf(able: readonly Assessed[]): readonly ProviderShare[] {
  return [...Map.groupBy(able, ({ row }) => row.provider).values()].flatMap((group) => {
    const metadata = group[0]?.metadata
    return metadata === undefined ? [] : [{ metadata, keys: group.map(({ row }) => row) }]
  })
}

const WHYS: readonly Why[] = ['no-account', 'gone', 'unable', 'overlapping', 'open']

function refusalsOf(assessed: readonly Assessed[]): readonly Refusal[] {
  const named = ({ row, metadata }: Assessed) => metadata?.name ?? row.provider
  return WHYS.flatMap((why) => {
    const refused = assessed.filter((one) => one.why === why)
    const groups = Map.groupBy(refused, (one) => (why === 'unable' ? named(one) : undefined))
    return [...groups].map(([provider, group]) => ({ why, provider, keys: group.map(({ row }) => row) }))
  })
}
