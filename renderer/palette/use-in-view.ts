/** Scrolls a row of a palette into view when it becomes the chosen one. */
import { useEffect, useRef, type RefObject } from 'react'

export function useInView<Line extends HTMLElement = HTMLLIElement>(
  isChosen: boolean,
): RefObject<Line | null> {
  const line = useRef<Line>(null)
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return line
}
