/** Which shape and colour stands for which account in the timeline. Both, so that neither is needed alone. Pure. */
import type { KeyRow } from '../../../shared/model/model.ts'

export const SHAPES = ['disc', 'square', 'triangle', 'diamond', 'ring', 'cross'] as const
export type Shape = (typeof SHAPES)[number]

export interface AccountMark {
  /** The account, or the provider of keys without one. */
  readonly id: string
  readonly name: string
  readonly shape: Shape
  /** 1 to 6: `--plot-1` and so on. */
  readonly colour: number
}

export const ownerOf = (row: KeyRow): string => row.account ?? `by-hand:${row.provider}`

const COLOURS = 6

/**
 * In the order given. After six accounts shape and colour go different ways, so that 36 differ in at least one;
 * more than that share, and the tooltip tells.
 */
export function marksFor(owners: readonly { readonly id: string; readonly name: string }[]) {
  const marks = new Map<string, AccountMark>()
  owners.forEach(({ id, name }, index) => {
    const round = Math.floor(index / COLOURS)
    const shape = SHAPES[(index + round) % SHAPES.length] ?? 'disc'
    marks.set(id, { id, name, shape, colour: (index % COLOURS) + 1 })
  })
  return marks as ReadonlyMap<string, AccountMark>
}
