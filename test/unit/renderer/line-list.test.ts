import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { LineList } from '../../../renderer/screens/import/line-list.tsx'

const drawn = (lines: readonly string[]) =>
  renderToStaticMarkup(
    createElement(LineList, {
      label: '3 files were not read',
      lines,
      more: (left) => `and ${String(left)} more`,
    }),
  )

it('is reached by the keyboard and has a name, since it scrolls', () => {
  expect(drawn(['a.env'])).toMatch(
    /^<div [^>]*role="group"[^>]*aria-label="3 files were not read"[^>]*tabindex="0"/i,
  )
})

it('shows twenty lines, and counts the others', () => {
  const lines = Array.from({ length: 23 }, (_, at) => `file-${String(at)}`)
  expect(drawn(lines)).toContain('file-19')
  expect(drawn(lines)).not.toContain('file-20')
  expect(drawn(lines)).toContain('and 3 more')
  expect(drawn(lines.slice(0, 20))).not.toContain('more')
})
