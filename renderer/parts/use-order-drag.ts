/**
 * Reorders the items of a list by drag. States: idle → dragged (a mark shows where the item would be placed) → dropped (moved) | released outside the
 * list or cancelled with Escape (not moved).
 */
import { useState, type DragEvent } from 'react'
import { signOf } from './use-edge-drag.ts'

interface Order<Id extends string> {
  /** The items in their order, as the list shows them. */
  readonly ids: readonly Id[]
  /** Whether the items are beside each other; otherwise they are below each other. */
  readonly isRow: boolean
  /** Called after a drop. `place` is counted among the other items. */
  readonly onMove: (id: Id, place: number) => void
}

/** A private type, so that no text field accepts the drop. */
const TYPE = 'application/x-keyhold-order'

/** The place of a dropped item among the other items. `middles`: the centres of the others, in their order, on the axis of `at`. Pure. */
export const placeAt = (middles: readonly number[], at: number): number =>
  middles.filter((middle) => middle < at).length

/** The mark of an item during a drag: before the item that would move, or after the last. No mark if nothing would move. Pure. */
export function dropMark<Id>(ids: readonly Id[], dragged: Id, place: number, id: Id): string {
  if (ids.indexOf(dragged) === place) return ''
  const others = ids.filter((one) => one !== dragged)
  if (others[place] === id) return 'drop-before'
  return place === others.length && others.at(-1) === id ? 'drop-after' : ''
}

/** The attributes of the list and of an item: `item` for the element that moves away, `handle` for the element that is dragged. */
export function useOrderDrag<Id extends string>({ ids, isRow, onMove }: Order<Id>) {
  const [dragged, setDragged] = useState<Id>()
  const [place, setPlace] = useState<number>()
  const end = () => {
    setDragged(undefined)
    setPlace(undefined)
  }
  const placeOf = ({ currentTarget, clientX, clientY }: DragEvent): number => {
    const sign = isRow ? signOf(currentTarget) : 1
    const middles = [...currentTarget.querySelectorAll<HTMLElement>('[data-order]')]
      .filter((item) => item.dataset.order !== dragged)
      .map((item) => {
        const box = item.getBoundingClientRect()
        return sign * (isRow ? box.left + box.width / 2 : box.top + box.height / 2)
      })
    return placeAt(middles, sign * (isRow ? clientX : clientY))
  }
  const list = {
    onDragOver(event: DragEvent) {
      if (dragged === undefined) return
      event.preventDefault()
      setPlace(placeOf(event))
    },
    onDragLeave({ currentTarget, relatedTarget }: DragEvent) {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setPlace(undefined)
    },
    onDrop(event: DragEvent) {
      if (dragged === undefined) return
      event.preventDefault()
      const to = placeOf(event)
      if (ids.indexOf(dragged) !== to) onMove(dragged, to)
      end()
    },
  }
  const dragOf = (id: Id) => ({
    item: {
      'data-order': id,
      className:
        dragged === undefined
          ? ''
          : `${dragged === id ? 'dragged' : ''} ${place === undefined ? '' : dropMark(ids, dragged, place, id)}`,
    },
    handle: {
      draggable: true,
      onDragStart(event: DragEvent) {
        event.dataTransfer.setData(TYPE, id)
        event.dataTransfer.effectAllowed = 'move'
        setDragged(id)
      },
      onDragEnd: end,
    },
  })
  return { list, dragOf }
}
