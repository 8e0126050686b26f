/** Underlines the invalid terms of the search. A layer below the text draws the lines, since an input cannot style parts of its text. */
import { useLayoutEffect, useRef, type RefObject } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { unreadable } from '../../../shared/search/query.ts'
import { useVault } from '../../vault/store.ts'

/** The field may be scrolled sideways. The marks follow the scroll position. */
export function SearchMarks({ field }: { readonly field: RefObject<HTMLInputElement | null> }) {
  const text = useVault((state) => state.queryText)
  const problems = useVault(useShallow((state) => unreadable(state.list.problems)))
  const marks = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const follow = () => {
      if (marks.current !== null && field.current !== null)
        marks.current.scrollLeft = field.current.scrollLeft
    }
    const input = field.current
    follow()
    input?.addEventListener('scroll', follow)
    return () => input?.removeEventListener('scroll', follow)
  }, [field, text, problems])
  if (problems.length === 0) return null
  const pieces = problems.map(({ from, to }, index) => ({
    before: text.slice(problems[index - 1]?.to ?? 0, from),
    term: text.slice(from, to),
    from,
  }))
  return (
    <div ref={marks} className="search-marks" aria-hidden="true">
      {pieces.map(({ before, term, from }) => (
        <span key={from}>
          {before}
          <mark>{term}</mark>
        </span>
      ))}
    </div>
  )
}
