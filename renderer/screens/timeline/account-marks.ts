/** Assigns each account of the timeline a shape and a colour, so that either one identifies the account. Pure. */
import type { KeyRow } from '../../../shared/model/model.ts'

export const SHAPES = ['disc', 'square', 'triangle', 'diamond', 'ring', 'cross'] as const
export type Shape = (typeof SHAPES)[number] | 'bar'

export interface AccountMark {
  /** The account; for keys without an account, their provider. */
  readonly id: string
  readonly name: string
  readonly shape: Shape
  /** 1 to 6: `--plot-1` to `--plot-6`; 0 for the shared mark of all others. */
  readonly colour: number
}

export interface Owner {
  readonly id: string
  readonly name: string
  /** How many of the shown keys belong to this owner. */
  readonly count: number
}

export interface Marks {
  /** In the order of the legend, and of the shares of a bar from the bottom up. */
  readonly legend: readonly AccountMark[]
  readonly of: (row: KeyRow) => AccountMark
}

export const ownerOf = (row: KeyRow): string => row.account ?? `by-hand:${row.provider}`

/** More marks could not be distinguished at a glance. */
const MOST_MARKS = 6

/** The owners with the most keys get their own marks, in the given order. All others share one mark. */
export function marksFor(owners: readonly Owner[], othersName: string): Marks {
  const most = new Set(owners.toSorted((one, other) => other.count - one.count).slice(0, MOST_MARKS))
  const own = owners
    .filter((owner) => most.has(owner))
    .map(({ id, name }, index): AccountMark => ({
      id,
      name,
      shape: SHAPES[index] ?? 'disc',
      colour: index + 1,
    }))
  const others: AccountMark = { id: 'others', name: othersName, shape: 'bar', colour: 0 }
  const byId = new Map(own.map((mark) => [mark.id, mark]))
  return {
    legend: owners.length > own.length ? [...own, others] : own,
    of: (row) => byId.get(ownerOf(row)) ?? others,
  }
}

export interface Share {
  readonly mark: AccountMark
  readonly from: number
  readonly count: number
}

/** How many keys each mark stands for, stacked in the order of the legend. `from`: the number of keys below the share. */
export function sharesOf(keys: readonly KeyRow[], { legend, of }: Marks): readonly Share[] {
  const groups = Map.groupBy(keys, (key) => of(key).id)
  let from = 0
  return legend.flatMap((mark) => {
    const count = groups.get(mark.id)?.length ?? 0
    const share = { mark, from, count }
    from += count
    return count === 0 ? [] : [share]
  })
}
