import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { InstantField } from '../../../renderer/parts/instant-field.tsx'
import { NOW } from './sample-rows.ts'

const drawn = (isRequired?: boolean) =>
  renderToStaticMarkup(
    createElement(InstantField, {
      label: 'Ends',
      value: NOW,
      onChange: () => undefined,
      ...(isRequired !== undefined && { isRequired }),
    }),
  )

it('a date is taken away by a button only where it may be missing', () => {
  expect(drawn()).toContain('Ends: none')
  expect(drawn(false)).toContain('Ends: none')
  expect(drawn(true)).not.toContain('None')
})
