/** Handles files that the user drops anywhere on the window. The preload script gives main their paths; the page never learns one. */
import { useEffect, useEffectEvent, useState } from 'react'

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true

/** Returns whether files are being dragged over the window. `onDrop` runs after a drop; while it is missing, the window accepts no files. */
export function useFileDrop(onDrop: (() => void) | undefined): boolean {
  const [isOver, setIsOver] = useState(false)
  const isReady = onDrop !== undefined
  const dropped = useEffectEvent(() => onDrop?.())

  useEffect(() => {
    if (!isReady) return
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault() // otherwise the browser allows no drop here
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
      setIsOver(true)
    }
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault() // otherwise a text field inserts the file names
      setIsOver(false)
      dropped()
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
      setIsOver(false)
    }
  }, [isReady])
  return isOver
}
