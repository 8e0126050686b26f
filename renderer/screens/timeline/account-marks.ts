/** Which shape and colour stands for which account in the timeline. Both, so that neither is needed alone. Pure. */
import type { KeyRow } from '../../../shared/model/model.ts'

export const SHAPES = ['disc', 'square', 'triangle', 'diamond', 'ring', 'cross'] as const
export type Shape = (typeof SHAPES)[number] | 'bar'

export interface AccountMark {
  /** The account, or the provider of keys without one. */
  readonly id: string
  readonly name: string
  readonly shape: Shape
  /** 1 to 6: `--plot-1` and so on; 0 for the others. */
  readonly colour: number
}

export interface Owner {
  readonly id: string
  readonly name: string
  /** How many of the shown keys are its. */
  readonly count: number
}

export interface Marks {
  /** In the order of the legend, and of the shares of a bar from the bottom up. */
  readonly legend: readonly AccountMark[]
  readonly of: (row: KeyRow) => AccountMark
}

export const ownerOf = (row: KeyRow): string => row.account ?? `by-hand:${row.provider}`

/** More cannot be told apart at a glance. */
const MOST_MARKS = 6

/** The owners of most keys have a mark of their own, in the order given; all others share one. */
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

/** How many keys each mark stands for, on top of each other in the order of the legend. */
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
