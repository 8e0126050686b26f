/**
 * Moves a saved search by dragging its row. States: idle → dragged over no row | dragged over a row, before or after it → dropped (moved) |
 * released elsewhere (not moved).
 */
import { useState, type DragEvent } from 'react'
import { moveSearchTo, savedSearches } from '../../vault/saved-searches.ts'

interface Over {
  readonly id: string
  readonly isAfter: boolean
}

/** A private type, so that no text field accepts the drop. */
const TYPE = 'application/x-keyhold-search'

/** The new index of the dragged search among the other searches, when it is dropped before or after `over`. */
function placeOf(dragged: string, { id, isAfter }: Over): number {
  const others = savedSearches().filter((one) => one.id !== dragged)
  return others.findIndex((one) => one.id === id) + (isAfter ? 1 : 0)
}

function overOf(event: DragEvent, id: string): Over {
  const { top, height } = event.currentTarget.getBoundingClientRect()
  return { id, isAfter: event.clientY > top + height / 2 }
}

export function useSearchDrag(announceMove: (id: string) => void) {
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<Over>()
  const end = () => {
    setDragged(undefined)
    setOver(undefined)
  }
  return (id: string) => ({
    row: {
      className: over?.id !== id || dragged === id ? '' : over.isAfter ? 'drop-after' : 'drop-before',
      onDragOver(event: DragEvent) {
        if (dragged === undefined) return
        event.preventDefault()
        const next = overOf(event, id)
        if (over?.id !== next.id || over.isAfter !== next.isAfter) setOver(next)
      },
      onDrop(event: DragEvent) {
        if (dragged === undefined) return
        event.preventDefault()
        if (dragged !== id) {
          moveSearchTo(dragged, placeOf(dragged, overOf(event, id)))
          announceMove(dragged)
        }
        end()
      },
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
}
